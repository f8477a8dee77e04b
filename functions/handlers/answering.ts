import type { CaseKey, Completion } from "../../shared/case/case.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { CaseRow, Versioned } from "../store/kept.ts";
import type { Head } from "../store/model.ts";

type CaseRows = Map<RecipientId, Versioned<CaseRow>>;

/** What a document answers in one round: the cases' new rows, and the ids of the requests. */
interface Answered {
  readonly round: string;
  readonly rows: CaseRows;
  readonly ids: readonly string[];
}

/** Whether the request still waits for its answer. */
export const isOpen = ({ answer, ended }: Completion): boolean => answer === null && ended === undefined;

/** The requests of a case once what they ask of needs no answer any more. */
export function ended(all: readonly Completion[], date: string): readonly Completion[] {
  return all.map((one) => (one.of === "requisition" && isOpen(one) ? { ...one, ended: date } : one));
}

/** The cases among these whose request is ended by a decision of an ISO day on what was asked for. `head` holds them. */
export async function endedBy(
  { store }: Pick<Context, "store">,
  head: Head,
  recipients: readonly RecipientId[],
  date: string,
): Promise<CaseRows> {
  const rows = await store.rows(head, "cases", recipients);
  return new Map(
    [...rows].flatMap(([recipient, { version, value }]) =>
      value.completions.some((one) => one.of === "requisition" && isOpen(one))
        ? [[recipient, { version, value: { ...value, completions: ended(value.completions, date) } }]]
        : [],
    ),
  );
}

/** Takes a document as the answer to what is asked for and not answered in these cases. `heads` are those of the rounds. */
export async function answering(
  { store }: Pick<Context, "store">,
  cases: readonly CaseKey[],
  heads: readonly Head[],
  document: string,
  received: string,
  of?: Completion["of"],
): Promise<readonly Answered[]> {
  return await Promise.all(
    heads.map(async (head) => {
      const recipients = cases.flatMap(({ round, recipient }) => (round === head.chain ? [recipient] : []));
      const asked = ({ completions }: CaseRow): Completion | undefined =>
        completions.findLast((one) => isOpen(one) && (of === undefined || one.of === of));
      const rows = recipients.length === 0 ? new Map() : await store.rows(head, "cases", recipients);
      const open = [...(rows as CaseRows)].flatMap(([recipient, row]) => {
        const found = recipients.includes(recipient) ? asked(row.value) : undefined;
        return found === undefined ? [] : [{ recipient, row, found }];
      });
      return {
        round: head.chain,
        ids: open.map(({ found }) => found.id),
        rows: new Map(
          open.map(({ recipient, row: { version, value }, found }) => {
            const completions = value.completions.map((one) =>
              one === found ? { ...one, answer: { document, received } } : one,
            );
            return [recipient, { version, value: { ...value, completions } }];
          }),
        ),
      };
    }),
  );
}
