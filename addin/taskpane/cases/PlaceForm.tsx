import { Button, Field } from "@fluentui/react-components";
import type { ReactElement } from "react";
import type { RouteRequest } from "../../../shared/api.ts";
import { type DocumentType, documentTypes } from "../../../shared/case/files.ts";
import { recipientId } from "../../../shared/recipient.ts";
import { usePane } from "../view/context.ts";
import { Input, Select } from "../view/controls.tsx";
import { useKept } from "../view/kept.ts";
import { longest } from "../view/longest.ts";
import { RoundSelect } from "../view/RoundSelect.tsx";
import { useStyles } from "../view/styles.ts";
import type { CasesFull, CasesTab, WholeCase } from "./cases.ts";
import { caseTexts } from "./texts.ts";

interface PlaceFormProps {
  readonly of: Pick<CasesFull["unplaced"][number], "document" | "row" | "type">;
  /** The case that it is in; null while it is in none, and a case is chosen with it. */
  readonly at: WholeCase | null;
}

interface Typed {
  readonly round: string;
  readonly code: string;
  readonly type: DocumentType;
  readonly reason: string;
  readonly answers: boolean;
}

/** Says where a document or a row of it belongs, what it is, and whether it answers what is asked for: in one act. */
export function PlaceForm({ of, at }: PlaceFormProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const { document, row, type } = of;
  const rounds = pane.cases.rounds();
  const form = ["place", document, row, at?.round, at?.recipient].join(" ");
  const first = { round: rounds[0]?.id ?? "", code: "", type, reason: "", answers: false };
  const { typed, type: change, send } = useKept<Typed>(pane.cases, form, first);
  const set = (changes: Partial<Typed>): void => {
    change((now) => ({ ...now, ...changes }));
  };
  const isPlaced = at === null && (typed.code !== "" || typed.type === type);
  const asked = askedOf(typed, { of, at, rounds });
  return (
    <div className={styles.stack}>
      {at === null && (
        <div className={styles.two}>
          <RoundSelect
            label={words.round}
            rounds={rounds}
            round={typed.round}
            choose={(round) => {
              set({ round });
            }}
          />
          <Field label={words.code}>
            <Input
              value={typed.code}
              onChange={(code) => {
                set({ code });
              }}
            />
          </Field>
        </div>
      )}
      <Field label={words.type}>
        <Select
          value={typed.type}
          onChange={(value) => {
            set({ type: value as DocumentType });
          }}
        >
          {documentTypes.map((one) => (
            <option key={one} value={one}>
              {words.types[one]}
            </option>
          ))}
        </Select>
      </Field>
      {typed.type !== type && (
        <Field label={words.whyRetyped}>
          <Input
            value={typed.reason}
            maxLength={longest("place", "type", "reason")}
            onChange={(reason) => {
              set({ reason });
            }}
          />
        </Field>
      )}
      <label className={styles.said}>
        <input
          type="checkbox"
          checked={typed.answers}
          onChange={({ target }) => {
            set({ answers: target.checked });
          }}
        />
        <span>{words.answersRequest}</span>
      </label>
      <div>
        <Button
          size="small"
          disabled={asked === null}
          onClick={() =>
            asked !== null &&
            void send(() => pane.cases.act("place", { year: pane.cases.year(), document, ...asked }))
          }
        >
          {isPlaced ? words.place : words.saveType}
        </Button>
      </div>
    </div>
  );
}

type Asked = Omit<RouteRequest<"place">, "year" | "document">;

/** What is asked of the service; null while something is lacking, or when nothing would be changed. */
function askedOf(
  { round, code, type: to, reason, answers }: Typed,
  { of: { row, type }, at, rounds }: PlaceFormProps & { readonly rounds: ReturnType<CasesTab["rounds"]> },
): Asked | null {
  const isRetyped = to !== type;
  if (isRetyped && reason.trim() === "") return null;
  const said = { ...(isRetyped && { type: { to, reason } }), answers };
  if (at !== null)
    return isRetyped || answers ? { row, round: at.round, recipient: at.recipient, ...said } : null;
  // A type is that of the whole document.
  if (code === "") return isRetyped && !answers ? { row: null, ...said } : null;
  const kind = rounds.find(({ id }) => id === round)?.kind;
  return kind === undefined || !/^\d{1,10}$/.test(code)
    ? null
    : { row, round, recipient: recipientId({ kind, code }), ...said };
}
