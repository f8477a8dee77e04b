import type { ReactElement } from "react";
import { ActForm, FoldedForm, type FormField, kronorIn } from "../view/ActForm.tsx";
import { useMachine, usePane } from "../view/context.ts";
import { mayDo } from "../may-do.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import { Sums } from "../view/Sums.tsx";
import type { AllocationFull } from "./allocation.ts";
import {
  decideRedistribution,
  decideRoundMoney,
  isRedistributable,
  previewRedistribution,
  takesMoney,
} from "./round-acts.ts";
import { roundWords } from "./round-words.ts";

interface FormsProps {
  readonly full: AllocationFull;
}

/** What is done with the money of the round beside its key: how much it is, and that what nobody asked for goes to others. */
export function RoundForms({ full }: FormsProps): ReactElement {
  return (
    <>
      {takesMoney(full) && <RoundMoney full={full} />}
      {isRedistributable(full) && <Redistribution full={full} />}
    </>
  );
}

/** A box that is ticked or not. */
function box<N extends string>(name: N, label: string, text: string): FormField<N> {
  return { name, label, as: "several", optional: true, options: [{ value: name, text }] };
}

function RoundMoney({ full: { round, standing } }: FormsProps): ReactElement {
  const { pane, texts } = usePane();
  const words = roundWords(texts);
  return (
    <FoldedForm
      line={words.money}
      tab={pane.allocation}
      form={`decideRoundMoney ${round.id}`}
      fields={[
        { name: "amount", label: words.amount, as: "kronor" },
        { name: "date", label: words.date, as: "date" },
        { name: "dnr", label: words.dnr },
      ]}
      acts={[
        {
          route: "decideRoundMoney",
          label: words.decideMoney,
          confirm: ({ amount }) =>
            words.confirmMoney(texts.kronor(kronorIn(amount) ?? 0), texts.kronor(standing.amount)),
          send: ({ amount, date, dnr }) =>
            decideRoundMoney(pane, { amount: kronorIn(amount) ?? 0, date, dnr }),
        },
      ]}
    />
  );
}

function Redistribution({ full }: FormsProps): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = roundWords(texts);
  const { round, waitingRequisitions, redistribution } = full;
  if (!mayDo(pane.parts.me(), "previewRedistribution")) return null;
  const { capPerRecipient, ceiling, excludeReturned } = redistribution?.terms ?? {};
  // Of a round that redistributes nothing all goes to the pool.
  const isCapped = round.redistribution !== null;
  const typed = (kronor: number | null | undefined): string => (kronor == null ? "" : String(kronor));
  return (
    <section className={styles.card} aria-labelledby="redistribution">
      <h2 id="redistribution" className={styles.heading}>
        {words.redistribution}
      </h2>
      <p className={styles.quiet}>{words.about}</p>
      <ActForm
        tab={pane.allocation}
        form={`previewRedistribution ${round.id}`}
        fields={[
          ...(isCapped
            ? [
                { name: "cap", label: words.cap, as: "kronor", optional: true } as const,
                { name: "ceiling", label: words.ceiling, as: "kronor", optional: true } as const,
              ]
            : []),
          ...(waitingRequisitions === 0
            ? []
            : [box("excludeReturned", words.requisitions, words.excludeReturned(waitingRequisitions))]),
        ]}
        begin={{
          cap: typed(capPerRecipient),
          ceiling: typed(ceiling),
          excludeReturned: excludeReturned === true ? "excludeReturned" : "",
        }}
        acts={[
          {
            route: "previewRedistribution",
            label: words.preview,
            send: ({ cap, ceiling: most, excludeReturned: leaveOut }) => {
              const [per, all] = isCapped ? [kronorIn(cap), kronorIn(most)] : [null, null];
              return previewRedistribution(pane, {
                ...(per !== null && { capPerRecipient: per }),
                ...(all !== null && { ceiling: all }),
                ...(leaveOut === "excludeReturned" && { excludeReturned: true }),
              });
            },
          },
        ]}
      />
      {redistribution !== null && <Previewed full={full} of={redistribution.answer} />}
    </section>
  );
}

interface PreviewedProps extends FormsProps {
  readonly of: NonNullable<AllocationFull["redistribution"]>["answer"];
}

/** What closing the round would give, and the decision to. */
function Previewed({
  full: { round, rounds, allocation },
  of: { pool, redistributed, left, reason, shares },
}: PreviewedProps): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = roundWords(texts);
  const { at } = useMachine(pane.allocation.machine);
  const given = shares.filter(({ amount }) => amount > 0);
  const { to: lastDay } = (rounds.find(({ id }) => id === round.topUpOf) ?? round).window;
  // Told of when it is so, and when the service has said that the day of the decision is too early.
  const asksWindow = pane.today() <= lastDay || at === "failed";
  return (
    <div className={styles.stack} data-part="redistribution">
      <Sums
        caption={words.redistribution}
        lines={[
          { label: words.pool, kronor: pool },
          { label: words.given(given.length), kronor: redistributed },
          { label: words.left, kronor: left, total: true },
        ]}
      />
      <p className={styles.text} lang="sv">
        {reason}
      </p>
      {given.length > 0 && (
        <Disclosure label={words.shares}>
          {() => (
            <ul className={styles.plainList} lang="sv">
              {given.map(({ code, explanation }) => (
                <li key={code}>
                  {allocation?.allotments.find((one) => one.code === code)?.name ?? code}: {explanation}
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
      <ActForm
        tab={pane.allocation}
        form={`decideRedistribution ${round.id}`}
        fields={[
          { name: "date", label: words.date, as: "date" },
          { name: "dnr", label: words.dnr },
          { name: "ground", label: words.ground, as: "area" },
          ...(asksWindow ? [box("beforeWindowEnds", words.window, words.beforeWindowEnds(lastDay))] : []),
        ]}
        begin={{ date: pane.today() }}
        acts={[
          {
            route: "decideRedistribution",
            label: words.decide,
            confirm: () => words.confirmDecide(texts.kronor(redistributed), given.length, texts.kronor(left)),
            send: ({ date, dnr, ground, beforeWindowEnds }) =>
              decideRedistribution(pane, {
                date,
                dnr,
                ground,
                ...(beforeWindowEnds === "beforeWindowEnds" && { beforeWindowEnds: true }),
              }),
          },
        ]}
      />
    </div>
  );
}
