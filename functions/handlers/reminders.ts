import type { RouteOutput } from "../../shared/api.ts";
import { isEmail } from "../../shared/email.ts";
import type { Completion } from "../../shared/case/case.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Round } from "../../shared/programme.ts";
import { authorityOn } from "../../shared/programmes/rules-of-round.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import { mayBeSent } from "../../shared/reminder/may-be-sent.ts";
import { type Mail, reminderMail } from "../../shared/reminder/mail.ts";
import {
  type OpenMatter,
  type Reminder,
  type ReminderNote,
  remindersOf,
} from "../../shared/reminder/reminders.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context, Handlers } from "../context.ts";
import type { Entry } from "../store/kept.ts";
import { isOpen } from "./answering.ts";
import { lastReport } from "./case-facts.ts";
import { actOn, atOneMoment, change } from "./change.ts";
import { namesOf } from "./names.ts";
import { type LoadedRound, loadRounds, toReport, unpaidOfReport } from "./report-rounds.ts";
import { caseRound, roundsOfYear } from "./rounds.ts";

/** Reminders are no part of a round's money: their acts stand in the chain of the system. */
export const reminderChain = "system";

/** What every recipient of a year lacks, with where to write to it: to its case's address, else that of its file. */
async function openMatters(context: Context, year: number): Promise<OpenMatter[]> {
  const rounds = roundsOfYear(year);
  const { perRound, ofMoney } = await atOneMoment(
    context,
    rounds.map(({ id }) => id),
    async (heads) => {
      const names = await namesOf(context, rounds, heads);
      const loaded = await loadRounds(context, rounds, heads);
      return {
        perRound: await Promise.all(loaded.map((one) => inRound(context, one, names))),
        ofMoney: [...repaymentsOf(loaded, names), ...carriedOverOf(loaded, names)],
      };
    },
  );
  const ofCase = new Map(rounds.map(({ id }, i) => [id, perRound[i]!.addresses]));
  const inFile = new Map(await contactAddresses(context, rounds));
  const reported = new Set(perRound.flatMap((one) => one.reported));
  return (
    [...merged(perRound.flatMap((one) => one.matters)), ...ofMoney]
      // A report that came in and was returned is to be completed, not asked for once more.
      .filter(({ matter, recipient }) => matter !== "report-back" || !reported.has(recipient))
      .map(({ caseOf, ...open }) => ({
        ...open,
        address: ofCase.get(caseOf)?.get(open.recipient) ?? inFile.get(open.recipient) ?? null,
      }))
      .sort((a, b) => (a.recipient < b.recipient ? -1 : 1))
  );
}

/** The first contact with an e-mail address in the file of each recipient. */
async function contactAddresses(
  { store }: Context,
  rounds: readonly Round[],
): Promise<[RecipientId, string][]> {
  const kinds = [...new Set(rounds.map(({ kind }) => kind))];
  const files = await Promise.all(kinds.map((kind) => store.entries("recipientFiles", kind)));
  return kinds.flatMap((kind, i) =>
    files[i]!.flatMap(({ id: code, value: { contacts } }): [RecipientId, string][] => {
      const email = contacts.find(({ email: one }) => one !== null && isEmail(one))?.email ?? null;
      return email === null ? [] : [[recipientId({ kind, code }), email]];
    }),
  );
}

/** `caseOf`: the round that holds its case. */
type Matter = Omit<OpenMatter, "address"> & { readonly caseOf: string };

/** What the year's reports, and the decisions on what they carry over, have said is left and has not come back. */
function repaymentsOf(loaded: readonly LoadedRound[], names: (id: RecipientId) => string): Matter[] {
  return loaded.flatMap((home) =>
    [...home.reports].flatMap(([recipient, { value }]) => {
      const { round } =
        loaded.findLast(({ balances }) => (balances.get(recipient)?.repayable ?? 0) > 0) ?? home;
      const of = { recipient, name: names(recipient), caseOf: caseRound(round).id };
      return unpaidOfReport(loaded, recipient, home.round, value).map((unpaid) => ({
        ...of,
        matter: "repayment" as const,
        ...unpaid,
      }));
    }),
  );
}

/** What may be carried over, until it is accounted for. */
function carriedOverOf(loaded: readonly LoadedRound[], names: (id: RecipientId) => string): Matter[] {
  return loaded.flatMap((home) =>
    [...home.reports].flatMap(([recipient, { value }]): Matter[] => {
      const { carryOver } = value;
      const amount = loaded.reduce(
        (sum, { balances }) => sum + (balances.get(recipient)?.carriedOver ?? 0),
        0,
      );
      if (carryOver === undefined || carryOver.accounted !== null || amount === 0) return [];
      const at = { caseOf: caseRound(home.round).id, due: carryOver.lastDay };
      return [{ recipient, name: names(recipient), ...at, matter: "carried-over", amount }];
    }),
  );
}

async function inRound(
  context: Context,
  one: LoadedRound,
  names: (id: RecipientId) => string,
): Promise<{
  matters: Matter[];
  addresses: ReadonlyMap<RecipientId, string>;
  reported: RecipientId[];
}> {
  const { round, head, balances, reports } = one;
  const [requisitions, applications, cases] = await Promise.all([
    context.store.rows(head, "requisitions"),
    context.store.rows(head, "applications"),
    context.store.rows(head, "cases"),
  ]);
  const caseOf = caseRound(round).id;
  // What came in is completed, decided or was taken back; whoever has declined is not allotted anything any more.
  const isRequisitioned =
    round.route === "requisition" && round.topUpOf === null && head.key === "fixed" && !head.closed;
  const notRequisitioned = [...(isRequisitioned ? balances : [])].flatMap(([recipient, { allotted }]) =>
    allotted > 0 && !requisitions.has(recipient) ? [recipient] : [],
  );
  const isReturned = (of: Completion["of"], recipient: RecipientId): boolean => {
    const report = reports.get(recipient)?.value;
    const last =
      of === "report"
        ? report && lastReport(report)
        : (applications.get(recipient) ?? requisitions.get(recipient))?.value;
    return last?.state === "returned";
  };
  return {
    reported: [...reports.keys()],
    addresses: new Map(
      [...applications, ...requisitions].flatMap(([id, { value }]) =>
        value.email === null ? [] : [[id, value.email]],
      ),
    ),
    matters: [
      ...notRequisitioned.map((recipient) => ({
        recipient,
        name: names(recipient),
        caseOf,
        matter: "requisition" as const,
        due: round.window.to,
        amount: null,
      })),
      ...[...toReport([one]).keys()].map((recipient) => ({
        recipient,
        name: names(recipient),
        caseOf,
        matter: "report-back" as const,
        due: round.reportBy,
        amount: null,
      })),
      // What nobody has asked for is no completion to remind of: the case officer has to ask first.
      ...[...cases].flatMap(
        ([
          recipient,
          {
            value: { completions, closed },
          },
        ]) =>
          completions
            .filter((one) => isOpen(one) && closed === null && isReturned(one.of, recipient))
            .map(({ answerBy }) => ({
              recipient,
              name: names(recipient),
              caseOf,
              matter: "completion" as const,
              due: answerBy,
              amount: null,
            })),
      ),
    ],
  };
}

/** What is due the same day in several rounds of a case is one matter, and one letter. */
function merged(all: readonly Matter[]): Matter[] {
  return [...new Map(all.map((one) => [`${one.recipient} ${one.matter} ${one.due}`, one])).values()];
}

interface Listed {
  readonly reminders: readonly Reminder[];
  readonly notes: ReadonlyMap<string, Entry<"reminder">>;
}

/** What recipients of a year lack at a moment, and what is noted of the letters about it. */
export async function listed(context: Context, year: number, at: string): Promise<Listed> {
  const [open, entries] = await Promise.all([
    openMatters(context, year),
    context.store.entries("reminder", String(year)),
  ]);
  const notes = new Map(entries.map((entry) => [entry.id, entry]));
  const noted = new Map<string, ReminderNote>(
    entries.map(({ id, value }) => [id, { state: value.state, on: swedishDay(value.at) }]),
  );
  return { reminders: remindersOf(open, swedishDay(at), noted), notes };
}

/** From the authority that decides on the money of such a recipient. */
function mailOf(reminder: Reminder, year: number, today: string): Mail {
  const { kind } = recipientKey(reminder.recipient);
  const round = roundsOfYear(year).find((one) => one.kind === kind)!;
  return reminderMail(reminder, year, authorityOn(round, today));
}

const whyNot: Readonly<Record<Reminder["state"], string>> = {
  waiting: "Påminnelsens dag har inte kommit.",
  due: "Det finns ingen adress.",
  "no-address": "Det finns ingen adress.",
  taken: "Påminnelsen håller på att skickas, eller avbröts. Kontrollera i utkorgen.",
  sent: "Påminnelsen är redan skickad.",
  refused: "Det finns ingen adress.",
  uncertain: "Ingen vet om påminnelsen gick iväg. Kontrollera med mottagaren innan ni skriver igen.",
};

export const reminderHandlers = {
  async reminders({ year }, context) {
    const at = context.now().toISOString();
    const [{ reminders }, prepared] = await Promise.all([
      listed(context, year, at),
      context.store.entry("remindersPrepared", "all", String(year)),
    ]);
    return {
      asOf: swedishDay(at),
      prepared: prepared?.value ?? null,
      reminders: reminders.map(({ recipient, unspent, ...reminder }) => ({
        ...recipientKey(recipient),
        ...reminder,
      })),
    };
  },

  /**
   * First it is noted which reminders are taken, each only if nobody has taken it; then the letters are sent, and how it
   * went is noted. What breaks off in between is told as uncertain: a letter too few can be seen, one too many cannot
   * be taken back.
   */
  async sendReminders({ year, reminders: wanted }, context) {
    const { mail, store, principal, idempotency } = context;
    if (mail === undefined)
      throw new Refusal(
        "wrong-state",
        "Tjänsten är inte inställd för e-post. Be en administratör ange avsändarens adress.",
      );
    const run = crypto.randomUUID();
    const answer = await change(context, [reminderChain], async ([head], at) => {
      const { reminders, notes } = await listed(context, year, at);
      const found = new Map(reminders.map((one) => [one.id, one]));
      const ids = [...new Set(wanted)];
      const taken = ids.filter((id) => found.has(id) && mayBeSent(found.get(id)!));
      const leftOut = ids
        .filter((id) => !taken.includes(id))
        .map((id) => ({ id, why: whyNotSent(found.get(id), notes.get(id)) }));
      if (taken.length === 0)
        throw new Refusal("wrong-state", `Ingen påminnelse att skicka. ${leftOut[0]!.why}`, { leftOut });
      return {
        chains: [actOn(head!, { action: "påminnelser skickas", details: { year, reminders: taken } })],
        entries: taken.map((id): Entry<"reminder"> => ({
          kind: "reminder",
          group: String(year),
          id,
          version: notes.get(id)?.version ?? 0,
          value: {
            state: "taken",
            at,
            by: principal.name,
            run,
            mail: mailOf(found.get(id)!, year, swedishDay(at)),
          },
        })),
        answer: { taken, leftOut } satisfies RouteOutput<"sendReminders">,
      };
    });

    // What another run of this very request took is that run's to send.
    const entries = await store.entries("reminder", String(year));
    const ours = entries.filter(({ value }) => value.run === run && value.state === "taken");
    const outcomes: Entry<"reminder">[] = [];
    for (const entry of ours)
      outcomes.push({ ...entry, value: { ...entry.value, state: await mail(entry.value.mail) } });
    if (outcomes.length === 0) return answer;
    const noting = { ...context, idempotency: { ...idempotency!, id: `${idempotency!.id}#${run}` } };
    await change(noting, [reminderChain], ([head]) => {
      const count = (state: string): number => outcomes.filter(({ value }) => value.state === state).length;
      const details = {
        year,
        sent: count("sent"),
        refused: count("refused"),
        uncertain: count("uncertain"),
      };
      return Promise.resolve({
        chains: [actOn(head!, { action: "påminnelser skickade", details })],
        entries: outcomes,
        answer: null,
      });
    });
    return answer;
  },
} satisfies Partial<Handlers>;

function whyNotSent(reminder: Reminder | undefined, note: Entry<"reminder"> | undefined): string {
  if (note !== undefined && note.value.state !== "refused") return whyNot[note.value.state];
  return reminder === undefined ? "Inget saknas längre." : whyNot[reminder.state];
}
