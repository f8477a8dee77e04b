import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { mayDo } from "../may-do.ts";
import { ActForm, type FormField } from "../view/ActForm.tsx";
import { usePane } from "../view/context.ts";
import { useStyles } from "../view/styles.ts";
import { type DecisionsFull, formOf, type Opened } from "./decisions.ts";
import { registerMoney } from "./money.ts";
import { moneyWords } from "./money-words.ts";
import { ordersOf, unpaidOf } from "./orders.ts";
import { kindOf, wordsIn } from "./words.ts";

type Order = DecisionsFull["orders"][number]["payments"][number];

/** What a decision gives on its way to the recipients: attested, and paid by the economy system. */
export function PaymentsCard({
  full,
  opened,
}: {
  readonly full: DecisionsFull;
  readonly opened: Opened;
}): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = moneyWords(texts);
  const { toAttest, orders } = ordersOf(full.orders, opened);
  if (toAttest === null && orders.length === 0) return null;
  const attested = toAttest && words.sum(texts.kronor(toAttest.total), toAttest.recipients);
  return (
    <section className={styles.card} aria-labelledby="payments">
      <h2 id="payments" className={styles.heading}>
        {words.payments}
      </h2>
      {attested !== null && (
        <>
          <p className={styles.text}>{words.toAttest(attested)}</p>
          <LackAccount of={toAttest!} />
          <ActForm
            tab={pane.decisions}
            form={formOf("attestPayment", opened)}
            fields={toAttest!.lackAccount > 0 ? [whyWithout(words)] : []}
            acts={[
              {
                route: "attestPayment",
                label: words.attest,
                confirm: () => words.confirmAttest(attested),
                send: ({ withoutAccount }) =>
                  registerMoney(pane, "attested", {
                    decision: opened.id,
                    ...(withoutAccount && { withoutAccount }),
                  }),
              },
            ]}
          />
        </>
      )}
      <ul className={styles.list}>
        {orders.map((order) => (
          <li key={order.id} className={styles.tight}>
            <OneOrder order={order} opened={opened} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneOrder({ order, opened }: { readonly order: Order; readonly opened: Opened }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = moneyWords(texts);
  const { id, state, date, total, returned, recipients, withoutAccount: why, lackAccount } = order;
  const sum = words.sum(texts.kronor(total), recipients);
  return (
    <>
      <span>
        <strong>{words.orderState[state]}</strong> {date}
      </span>
      <span className={styles.quiet}>
        {sum} · <span lang="sv">{id}</span>
      </span>
      {returned > 0 && <span className={styles.quiet}>{words.cameBack(texts.kronor(returned))}</span>}
      {why !== null && (
        <span className={styles.quiet}>
          {words.paidWithout}: <span lang="sv">{why}</span>
        </span>
      )}
      <LackAccount of={order} />
      {state === "attested" && (
        <ActForm
          tab={pane.decisions}
          form={`${formOf("pay", opened)} ${id}`}
          fields={[
            { name: "date", label: words.paidOn, as: "date" },
            ...(lackAccount > 0 ? [whyWithout(words)] : []),
          ]}
          begin={{ date: pane.today() }}
          acts={[
            {
              route: "pay",
              label: words.pay,
              confirm: ({ date: day }) => words.confirmPay(sum, day),
              send: ({ date: day, withoutAccount }) =>
                registerMoney(pane, "paid", {
                  payment: id,
                  date: day,
                  ...(withoutAccount && { withoutAccount }),
                }),
            },
          ]}
        />
      )}
    </>
  );
}

/** Those of an order that have no account here, if any. */
function LackAccount({ of }: { readonly of: Pick<Order, "lackAccount"> }): ReactElement | null {
  const { texts } = usePane();
  const styles = useStyles();
  if (of.lackAccount === 0) return null;
  return <p className={styles.warn}>{moneyWords(texts).lackAccount(of.lackAccount)}</p>;
}

/** What must be said when somebody is paid whose account is not here. */
function whyWithout({ withoutAccount }: ReturnType<typeof moneyWords>): FormField<"withoutAccount"> {
  return { name: "withoutAccount", label: withoutAccount };
}

/** The decisions with something to attest or to pay, for whoever does that. */
export function UnpaidCard({
  full: { me, list, orders, rounds },
}: {
  readonly full: DecisionsFull;
}): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = moneyWords(texts);
  const decisionWords = wordsIn(texts.language);
  const [attests, pays] = [mayDo(me, "attestPayment"), mayDo(me, "pay")];
  const unpaid = list.decisions
    .map((decision) => ({ decision, ...unpaidOf(ordersOf(orders, decision)) }))
    .filter(({ attest, pay }) => (attests && attest > 0) || (pays && pay > 0));
  if (unpaid.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="unpaid">
      <h2 id="unpaid" className={styles.heading}>
        {words.unpaid}
      </h2>
      <ul className={styles.list}>
        {unpaid.map(({ decision, attest, pay }) => {
          const name = `unpaid-${decision.round}-${decision.id}`;
          return (
            <li key={name} className={styles.tight}>
              <span id={name}>
                <strong>{kindOf(decision, decisionWords)}</strong>{" "}
                <span lang="sv">
                  {decision.id} · {rounds.find(({ id }) => id === decision.round)?.name ?? decision.round}
                </span>
              </span>
              {attests && attest > 0 && <span>{words.toAttest(texts.kronor(attest))}</span>}
              {pays && pay > 0 && <span>{words.toPay(texts.kronor(pay))}</span>}
              <div>
                <Button
                  size="small"
                  id={`${name}-open`}
                  aria-labelledby={`${name}-open ${name}`}
                  onClick={() => void pane.decisions.show(decision)}
                >
                  {decisionWords.open}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
