import type { RouteOutput } from "../../shared/api.ts";
import { checklist } from "../../shared/case/checklist.ts";
import {
  emptyRecipientFile,
  lackInWords,
  lacking,
  type RecipientFile,
} from "../../shared/case/recipient-file.ts";
import { isEmail } from "../../shared/email.ts";
import { Refusal } from "../../shared/errors.ts";
import { type RecipientId, recipientKey } from "../../shared/recipient.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context, Handlers } from "../context.ts";
import type { Entry } from "../store/kept.ts";
import { isKnown } from "./applicants.ts";
import { actOn, change, conflict } from "./change.ts";
import { roundsOfYear, yearChain } from "./rounds.ts";

/** What is known of a recipient over the years; an empty file, version 0, where nothing is. */
export async function fileOf({ store }: Context, recipient: RecipientId): Promise<Entry<"recipientFiles">> {
  const { kind, code } = recipientKey(recipient);
  const found = await store.entry("recipientFiles", kind, code);
  return found ?? { kind: "recipientFiles", group: kind, id: code, version: 0, value: emptyRecipientFile };
}

/** A file as it is answered, with what it lacks on the day. */
export function shownFile(
  { value, version }: Entry<"recipientFiles">,
  recipient: RecipientId,
  today: string,
): RouteOutput<"recipientFile"> {
  return {
    contacts: [...value.contacts],
    signatories: [...value.signatories],
    representatives: [...value.representatives],
    checks: [...value.checks],
    lacking: lacking(recipientKey(recipient).kind, value, today).map(lackInWords),
    version,
  };
}

/** Chain of what belongs to no year: the register's too. */
const systemChain = "system";

/** Four a year for thirty years. */
const mostChecks = 120;

async function rewritten(
  context: Context,
  recipient: RecipientId,
  action: string,
  next: (before: Entry<"recipientFiles">, today: string) => RecipientFile,
): Promise<{ readonly version: number }> {
  await refuseUnknown(context, recipient);
  return await change(context, [systemChain], async ([head], at) => {
    const before = await fileOf(context, recipient);
    const value = next(before, swedishDay(at));
    return {
      chains: [actOn(head!, { action, details: { recipient, version: before.version + 1 } })],
      entries: [{ ...before, value }],
      answer: { version: before.version + 1 },
    };
  });
}

export const recipientFileHandlers = {
  async recipientFile({ recipient: id }, context) {
    const recipient = id as RecipientId;
    await refuseUnknown(context, recipient);
    return shownFile(await fileOf(context, recipient), recipient, swedishDay(context.now()));
  },

  async writeRecipientFile({ recipient, version, contacts, signatories, representatives }, context) {
    for (const { name, from, to } of [...signatories, ...representatives])
      if (to !== null && to < from)
        throw new Refusal(
          "rules-broken",
          `Uppgiften om ${name} slutar gälla ${to}, innan den börjar ${from}.`,
        );
    const wrong = contacts.find(({ email }) => email !== null && !isEmail(email));
    if (wrong !== undefined)
      throw new Refusal(
        "rules-broken",
        `E-postadressen till ${wrong.name} är fel. Skriv en enda adress, till exempel namn@example.se.`,
        { field: "email" },
      );
    return await rewritten(context, recipient as RecipientId, "uppgifter om mottagare ändrade", (before) => {
      if (before.version !== version) throw conflict("uppgifterna om mottagaren");
      return { ...before.value, contacts, signatories, representatives };
    });
  },

  async checkRecipient({ recipient, check, holds, document, comment }, context) {
    const by = context.principal.name;
    return await rewritten(
      context,
      recipient as RecipientId,
      holds ? "kontroll utan anmärkning" : "kontroll med brist",
      ({ value }, date) => {
        if (value.checks.length >= mostChecks)
          throw new Refusal(
            "rules-broken",
            `Mottagaren har redan ${mostChecks} kontroller, och fler ryms inte. Skriv en anteckning i ärendet i stället.`,
          );
        return { ...value, checks: [...value.checks, { check, holds, by, date, document, comment }] };
      },
    );
  },

  async checklist({ year }, context) {
    roundsOfYear(year);
    const { value, version } = await ticksOf(context, year);
    return { items: checklist.map((item) => ({ ...item, ticked: value[item.id] ?? null })), version };
  },

  async tickChecklist({ year, item, done, version }, context) {
    roundsOfYear(year);
    if (!checklist.some(({ id }) => id === item))
      throw new Refusal("not-found", "Punkten finns inte i checklistan. Hämta listan på nytt.");
    return await change(context, [yearChain(year)], async ([head], at) => {
      const before = await ticksOf(context, year);
      if (before.version !== version) throw conflict("checklistan");
      const { [item]: _, ...others } = before.value;
      const value = done ? { ...others, [item]: { by: context.principal.name, at } } : others;
      return {
        chains: [
          actOn(head!, {
            action: done ? "checklista avprickad" : "avprickning borttagen",
            details: { item },
          }),
        ],
        entries: [{ ...before, value }],
        answer: { version: before.version + 1 },
      };
    });
  },
} satisfies Partial<Handlers>;

async function ticksOf({ store }: Context, year: number): Promise<Entry<"checklists">> {
  const found = await store.entry("checklists", "years", String(year));
  return found ?? { kind: "checklists", group: "years", id: String(year), version: 0, value: {} };
}

async function refuseUnknown(context: Context, recipient: RecipientId): Promise<void> {
  if (await isKnown(context, recipient)) return;
  throw new Refusal(
    "not-found",
    `Mottagaren ${recipientKey(recipient).code} finns inte i registret. Välj en mottagare i listan.`,
  );
}
