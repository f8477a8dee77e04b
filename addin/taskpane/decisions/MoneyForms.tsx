import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { caseWork } from "../../../shared/api/route.ts";
import { payingKinds } from "../../../shared/decision/kinds.ts";
import type { AccountKind } from "../../../shared/identifiers.ts";
import { ActForm, type FormField, kronorIn, orNull } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import type { DecisionsFull, Opened } from "./decisions.ts";
import { registerMoney, showPaid } from "./money.ts";
import { moneyWords } from "./money-words.ts";

/** What the recipients of a decision do with its money, for whoever registers that. */
export function MoneyForms({ full, opened }: FormsProps): ReactElement | null {
  const { texts } = usePane();
  const styles = useStyles();
  const words = moneyWords(texts);
  const { roles } = full.me;
  const officer = caseWork.some((role) => roles.includes(role));
  const finance = roles.includes("ekonom");
  if (opened.state !== "decided" || !(officer || finance)) return null;
  const pays = payingKinds.includes(opened.kind);
  return (
    <section className={styles.card} aria-labelledby="money">
      <h2 id="money" className={styles.heading}>
        {words.title}
      </h2>
      {officer && (pays || isAllotment(opened)) && (
        <Disclosure label={words.decline}>{() => <Decline opened={opened} />}</Disclosure>
      )}
      {finance && <Disclosure label={words.repay}>{() => <Repay opened={opened} />}</Disclosure>}
      {finance && pays && (
        <Disclosure label={words.giveBack}>{() => <Returned full={full} opened={opened} />}</Disclosure>
      )}
    </section>
  );
}

interface FormsProps {
  readonly full: DecisionsFull;
  readonly opened: Opened;
}

const accountKinds = ["bankgiro", "plusgiro"] as const satisfies readonly AccountKind[];

/** What a key or a redistribution gives is only allotted: the decision to pay comes after it. */
const isAllotment = ({ kind }: Opened): boolean => kind === "key" || kind === "redistribution";

/** The name of a recipient of the decision. */
const nameIn = ({ lines }: Opened, code: string): string =>
  lines.find((line) => line.code === code)?.name ?? code;

/** Another when the decision has changed: then a form begins anew. */
const stampOf = ({ lines, correctedBy }: Opened): string =>
  [correctedBy.length, ...lines.map(({ now }) => now)].join(" ");

/** What the forms ask for alike: of whom, when, and under which number. */
function useCommonFields(
  lines: Opened["lines"],
): readonly [recipient: FormField<"code">, date: FormField<"date">, dnr: FormField<"dnr">] {
  const { texts } = usePane();
  const words = moneyWords(texts);
  return [
    {
      name: "code",
      label: words.recipient,
      as: "one",
      options: lines.map(({ code, name }) => ({ value: code, text: name, lang: "sv" })),
    },
    { name: "date", label: words.date, as: "date" },
    { name: "dnr", label: words.dnr },
  ];
}

function Decline({ opened }: Pick<FormsProps, "opened">): ReactElement {
  const { pane, texts } = usePane();
  const words = moneyWords(texts);
  const [recipient, date, dnr] = useCommonFields(opened.lines.filter(({ now }) => now > 0));
  const allotted = isAllotment(opened);
  return (
    <ActForm
      key={stampOf(opened)}
      fields={[
        recipient,
        { name: "amount", label: words.declineAmount, as: "kronor", optional: true },
        date,
        dnr,
      ]}
      begin={{ date: pane.today() }}
      acts={[
        {
          label: words.decline,
          confirm: ({ code, amount }) => {
            const kronor = kronorIn(amount);
            return words.confirmDecline(
              nameIn(opened, code),
              kronor === null ? null : texts.kronor(kronor),
              allotted,
            );
          },
          send: ({ code, amount, date: day, dnr: number }) =>
            registerMoney(pane, "declined", {
              code,
              decision: allotted ? null : opened.id,
              amount: kronorIn(amount),
              date: day,
              dnr: number,
            }),
        },
      ]}
    />
  );
}

function Repay({ opened }: Pick<FormsProps, "opened">): ReactElement {
  const { pane, texts } = usePane();
  const words = moneyWords(texts);
  const [recipient, date, dnr] = useCommonFields(opened.lines);
  return (
    <ActForm
      key={stampOf(opened)}
      fields={[recipient, { name: "amount", label: words.repayAmount, as: "kronor" }, date, dnr]}
      begin={{ date: pane.today() }}
      acts={[
        {
          label: words.repay,
          confirm: ({ code, amount }) =>
            words.confirmRepay(nameIn(opened, code), texts.kronor(kronorIn(amount) ?? 0)),
          send: ({ code, amount, date: day, dnr: number }) =>
            registerMoney(pane, "repaid", { code, amount: kronorIn(amount) ?? 0, date: day, dnr: number }),
        },
      ]}
    />
  );
}

function Returned({ full: { paid }, opened }: FormsProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = moneyWords(texts);
  const [, date] = useCommonFields(opened.lines);
  if (paid === null)
    return (
      <Button size="small" onClick={() => void showPaid(pane)}>
        {words.showPaid}
      </Button>
    );
  if (paid.length === 0) return <p className={styles.text}>{words.nonePaid}</p>;
  const line = (at: string): NonNullable<DecisionsFull["paid"]>[number] => paid[Number(at)] ?? paid[0]!;
  return (
    <ActForm
      key={paid.length}
      fields={[
        {
          name: "line",
          label: words.payment,
          as: "one",
          options: paid.map(({ name, amount, payment }, at) => ({
            value: String(at),
            text: `${name}, ${texts.kronor(amount)} (${payment})`,
            lang: "sv",
          })),
        },
        date,
        {
          name: "kind",
          label: words.account,
          as: "one",
          optional: true,
          options: [
            { value: "", text: words.sameAccount },
            ...accountKinds.map((kind) => ({ value: kind, text: kind, lang: "sv" as const })),
          ],
        },
        { name: "account", label: words.accountNumber, optional: true },
      ]}
      begin={{ date: pane.today() }}
      acts={[
        {
          label: words.giveBack,
          confirm: ({ line: at }) => words.confirmReturned(line(at).name, texts.kronor(line(at).amount)),
          send: ({ line: at, date: day, kind, account }) =>
            registerMoney(pane, "returned", {
              payment: line(at).payment,
              code: line(at).code,
              date: day,
              account: orNull(kind) === null ? null : { kind: kind as AccountKind, account: account.trim() },
            }),
        },
      ]}
    />
  );
}
