import { Button } from "@fluentui/react-components";
import { type ReactElement, useState } from "react";
import { mayBeSent } from "../../../shared/reminder/may-be-sent.ts";
import { swedishDay, swedishTime } from "../../../shared/swedish-day.ts";
import type { ReminderList, ReminderOutcome } from "../../commands/reminders.ts";
import { mayDo } from "../may-do.ts";
import { Confirm } from "../view/Confirm.tsx";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { Notice } from "../view/Notice.tsx";
import { useStyles } from "../view/styles.ts";
import type { CasesFull } from "./cases.ts";
import { insertReminders, sendReminders, showReminders } from "./reminders.ts";
import { reminderTexts } from "./reminder-texts.ts";

/** Who lacks what, and the letters about it: looked at, confirmed, sent. */
export function RemindersCard({ reminders }: Pick<CasesFull, "reminders">): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = reminderTexts(texts);
  return (
    <section className={styles.card}>
      <Disclosure strong label={words.title}>
        {() =>
          reminders === null ? (
            <div className={styles.stack}>
              <p className={styles.quiet}>{words.about}</p>
              <div>
                <Button size="small" onClick={() => void showReminders(pane)}>
                  {words.show}
                </Button>
              </div>
            </div>
          ) : (
            <Shown {...reminders} />
          )
        }
      </Disclosure>
    </section>
  );
}

function Shown({ list, outcomes }: NonNullable<CasesFull["reminders"]>): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = reminderTexts(texts);
  const [asking, setAsking] = useState(false);
  const ready = list.reminders.filter(mayBeSent);
  const withoutAddress = list.reminders.filter(({ address }) => address === null).length;
  return (
    <div className={styles.stack} data-part={outcomes.length > 0 ? "reminded" : "reminders"}>
      {outcomes.length > 0 && <Outcomes outcomes={outcomes} />}
      <p className={styles.text} role="status">
        {words.summary(list.reminders.length, ready.length, withoutAddress, list.asOf)}
      </p>
      {list.prepared !== null && (
        <p className={styles.quiet}>
          {words.prepared(
            `${swedishDay(list.prepared.at)} ${swedishTime(list.prepared.at)}`,
            list.prepared.ready,
            list.prepared.noAddress,
          )}
        </p>
      )}
      <Lines list={list} />
      <div className={styles.row}>
        <Button size="small" onClick={() => void insertReminders(pane, list)}>
          {words.insert}
        </Button>
        {ready.length > 0 && !asking && mayDo(pane.parts.me(), "sendReminders") && (
          <Button
            size="small"
            onClick={() => {
              setAsking(true);
            }}
          >
            {words.send(ready.length)}
          </Button>
        )}
      </div>
      {asking && (
        <Confirm
          text={words.confirm(ready.length)}
          label={words.send(ready.length)}
          act={() => void sendReminders(pane, list)}
          leave={() => {
            setAsking(false);
          }}
        >
          <ul className={styles.plainList}>
            {ready.map(({ id, name, address }) => (
              <li key={id} className={styles.text}>
                {name}, <span lang="sv">{address}</span>
              </li>
            ))}
          </ul>
        </Confirm>
      )}
    </div>
  );
}

/** More than so many are looked through in the sheet. */
const mostShown = 50;

function Lines({ list: { reminders } }: { readonly list: ReminderList }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = reminderTexts(texts);
  // What can be sent comes first.
  const sorted = [...reminders].sort((a, b) => Number(mayBeSent(b)) - Number(mayBeSent(a)));
  return (
    <ul className={styles.plainList}>
      {sorted
        .slice(0, mostShown)
        .map(({ id, name, matter, amount, due, stepName, sendOn, state, address, lastSent }) => (
          <li key={id}>
            <p className={styles.text}>
              {name}: {words.matter[matter]}
              {amount !== null && ` ${texts.kronor(amount)}`}
            </p>
            <p className={styles.quiet}>
              {words.due(due)} · <span lang="sv">{stepName}</span> {words.from(sendOn)}
            </p>
            <p className={styles.quiet}>
              {address === null ? words.state["no-address"] : <span lang="sv">{address}</span>}
              {(address !== null || state !== "no-address") && ` · ${words.state[state]}`}
              {lastSent !== null && ` · ${words.lastSent(lastSent)}`}
            </p>
          </li>
        ))}
      {sorted.length > mostShown && <li className={styles.quiet}>{words.more(sorted.length - mostShown)}</li>}
    </ul>
  );
}

function Outcomes({ outcomes }: { readonly outcomes: readonly ReminderOutcome[] }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = reminderTexts(texts);
  const sent = outcomes.filter(({ outcome }) => outcome === "sent").length;
  return (
    <Notice tone={sent === outcomes.length ? "good" : "warn"}>
      <p className={styles.text} role="status">
        {words.sent(sent, outcomes.length)}
      </p>
      <ul className={styles.plainList}>
        {outcomes.map(({ reminder: { id, name }, outcome, why }) => (
          <li key={id} className={styles.text}>
            {name}: {words.outcome[outcome]} {why !== null && <span lang="sv">{why}</span>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
