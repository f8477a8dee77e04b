import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { payingKinds } from "../../../shared/decision/kinds.ts";
import type { AccountKind } from "../../../shared/identifiers.ts";
import { mayDo } from "../may-do.ts";
import { ActForm, choice, FoldedForm, type FormField, kronorIn, orNull } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { longest } from "../view/longest.ts";
import { useStyles } from "../view/styles.ts";
import { type DecisionsFull, formOf, type Opened, type PaidLine } from "./decisions.ts";
import { registerMoney, showBooked, showPaid } from "./money.ts";
import { moneyWords } from "./money-words.ts";

/** What the recipients of a decision do with its money, for whoever registers that. */
export function MoneyForms({ full, opened }: FormsProps): ReactElement | null {
  const { texts } = usePane();
  const styles = useStyles();
  const words = moneyWords(texts);
  const pays = payingKinds.includes(opened.kind);
  const declines = mayDo(full.me, "decline") && opened.lines.some(({ declinable }) => declinable > 0);
  const repays = mayDo(full.me, "registerRepayment");
  const returns = mayDo(full.me, "returnPayment") && pays;
  const reverses = mayDo(full.me, "reverseRepayment");
  if (opened.state !== "decided" || !(declines || repays || reverses || returns)) return null;
  return (
    <section className={styles.card} aria-labelledby="money">
      <h2 id="money" className={styles.heading}>
        {words.title}
      </h2>
      {declines && <Decline opened={opened} />}
      {repays && <Repay opened={opened} />}
      {reverses && (
        <Disclosure label={words.reverse}>{() => <Reverse full={full} opened={opened} />}</Disclosure>
      )}
      {returns && (
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

/** What the forms ask for alike: of whom, when, and under which number. */
function useCommonFields(
  lines: Opened["lines"],
): readonly [recipient: FormField<"code">, date: FormField<"date">, dnr: FormField<"dnr">] {
  const { texts } = usePane();
  const words = moneyWords(texts);
  return [
    choice(
      "code",
      words.recipient,
      lines.map(({ code, name }) => ({ value: code, text: name, lang: "sv" })),
    ),
    { name: "date", label: words.date, as: "date" },
    { name: "dnr", label: words.dnr },
  ];
}

function Decline({ opened }: Pick<FormsProps, "opened">): ReactElement | null {
  const { pane, texts } = usePane();
  const words = moneyWords(texts);
  const [recipient, date, dnr] = useCommonFields(opened.lines.filter(({ declinable }) => declinable > 0));
  const allotted = isAllotment(opened);
  return (
    <FoldedForm
      line={words.decline}
      tab={pane.decisions}
      form={formOf("decline", opened)}
      fields={[
        recipient,
        { name: "amount", label: words.declineAmount, as: "kronor", optional: true },
        date,
        dnr,
      ]}
      begin={{ date: pane.today() }}
      acts={[
        {
          route: "decline",
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

function Repay({ opened }: Pick<FormsProps, "opened">): ReactElement | null {
  const { pane, texts } = usePane();
  const words = moneyWords(texts);
  const [recipient, date, dnr] = useCommonFields(opened.lines);
  return (
    <FoldedForm
      line={words.repay}
      tab={pane.decisions}
      form={formOf("registerRepayment", opened)}
      fields={[recipient, { name: "amount", label: words.repayAmount, as: "kronor" }, date, dnr]}
      begin={{ date: pane.today() }}
      acts={[
        {
          route: "registerRepayment",
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

/** A repayment is reversed that was booked by mistake: of whom, and then which. */
function Reverse({ full: { booked }, opened }: FormsProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = moneyWords(texts);
  const [recipient, date, dnr] = useCommonFields(opened.lines);
  const repayments = booked?.repayments ?? [];
  return (
    <div className={styles.stack}>
      <ActForm
        tab={pane.decisions}
        form={formOf("recipientPostings", opened)}
        fields={[recipient]}
        begin={{ code: booked?.code ?? "" }}
        acts={[
          { route: "recipientPostings", label: words.showBooked, send: ({ code }) => showBooked(pane, code) },
        ]}
      />
      {booked !== null && repayments.length === 0 && (
        <p className={styles.text}>{words.noneBooked(nameIn(opened, booked.code))}</p>
      )}
      {booked !== null && repayments.length > 0 && (
        <ActForm
          tab={pane.decisions}
          form={`${formOf("reverseRepayment", opened)} ${booked.code}`}
          fields={[
            choice(
              "repayment",
              words.repayment(nameIn(opened, booked.code)),
              repayments.map(({ id, date: day, amount }) => ({
                value: id,
                text: `${day}, ${texts.kronor(amount)} (${id})`,
                lang: "sv",
              })),
            ),
            date,
            dnr,
            { name: "reason", label: words.reason, as: "area" },
          ]}
          begin={{ date: pane.today() }}
          acts={[
            {
              route: "reverseRepayment",
              label: words.reverse,
              confirm: ({ repayment }) =>
                words.confirmReverse(
                  nameIn(opened, booked.code),
                  texts.kronor(repayments.find(({ id }) => id === repayment)!.amount),
                ),
              send: ({ repayment, date: day, dnr: number, reason }) =>
                registerMoney(pane, "reversed", { repayment, date: day, dnr: number, reason }),
            },
          ]}
        />
      )}
    </div>
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
  const idOf = ({ payment, code }: PaidLine): string => `${payment} ${code}`;
  const line = (id: string): PaidLine => paid.find((one) => idOf(one) === id)!;
  return (
    <ActForm
      tab={pane.decisions}
      form={formOf("returnPayment", opened)}
      fields={[
        choice(
          "line",
          words.payment,
          paid.map((one) => ({
            value: idOf(one),
            text: `${one.name}, ${texts.kronor(one.amount)} (${one.payment})`,
            lang: "sv",
          })),
        ),
        date,
        {
          ...choice("kind", words.account, [
            { value: "", text: words.sameAccount },
            ...accountKinds.map((kind) => ({ value: kind, text: kind, lang: "sv" as const })),
          ]),
          optional: true,
        },
        {
          name: "account",
          label: words.accountNumber,
          optional: true,
          most: longest("returnPayment", "account", "account"),
        },
      ]}
      begin={{ date: pane.today() }}
      acts={[
        {
          route: "returnPayment",
          label: words.giveBack,
          confirm: ({ line: id, kind, account }) =>
            words.confirmReturned(
              line(id).name,
              texts.kronor(line(id).amount),
              kind === "" ? words.sameAccount : `${kind} ${account.trim()}`,
            ),
          send: ({ line: id, date: day, kind, account }) =>
            registerMoney(pane, "returned", {
              payment: line(id).payment,
              code: line(id).code,
              date: day,
              account: orNull(kind) === null ? null : { kind: kind as AccountKind, account: account.trim() },
            }),
        },
      ]}
    />
  );
}
