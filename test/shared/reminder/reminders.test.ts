import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reminderMail } from "../../../shared/reminder/mail.ts";
import { type OpenMatter, type ReminderNote, remindersOf } from "../../../shared/reminder/reminders.ts";
import { matters, noteStates } from "../../../shared/reminder/states.ts";
import { reminderSteps, stepsFor } from "../../../shared/reminder/steps.ts";
import { mayBeSent } from "../../../shared/reminder/may-be-sent.ts";

const matter: OpenMatter = {
  recipient: "municipality:2080",
  name: "Falun",
  matter: "report-back",
  due: "2023-03-31",
  amount: null,
  address: "kim.ek@example.se",
};
const id = (step: string): string => `municipality:2080 report-back 2023-03-31 ${step}`;
const sent = (step: string, on: string): [string, ReminderNote] => [id(step), { state: "sent", on }];

describe("which reminder is it today", () => {
  test.each<[today: string, noted: [string, ReminderNote][], line: string, why: string]>([
    ["2023-03-16", [], "fore 2023-03-17 waiting", "tio arbetsdagar före har inte kommit"],
    ["2023-03-17", [], "fore 2023-03-17 due", "tio arbetsdagar före"],
    ["2023-03-31", [], "fore 2023-03-17 due", "förfallodagen: den första är ännu inte skickad"],
    [
      "2023-03-31",
      [sent("fore", "2023-03-17")],
      "dagen-efter 2023-04-03 waiting 2023-03-17",
      "den första är skickad",
    ],
    [
      "2023-04-03",
      [sent("fore", "2023-03-17")],
      "dagen-efter 2023-04-03 due 2023-03-17",
      "första arbetsdagen efter",
    ],
    ["2023-04-18", [], "andra 2023-04-18 due", "det som passerats skickas inte i efterhand"],
    ["2023-05-02", [sent("andra", "2023-04-18")], "andra 2023-04-18 sent 2023-04-18", "allt är skickat"],
  ])("%s: %s", (today, noted, line) => {
    const [found] = remindersOf([matter], today, new Map(noted));
    expect([found!.step, found!.sendOn, found!.state, found!.lastSent].filter(Boolean).join(" ")).toBe(line);
  });

  test("without an address it is told, not sent", () => {
    const [found] = remindersOf([{ ...matter, address: null }], "2023-04-03", new Map());
    expect([found!.state, mayBeSent(found!)]).toEqual(["no-address", false]);
  });
  test.each([
    ["taken", false],
    ["uncertain", false],
    ["sent", false],
    ["refused", true],
  ] as const)("what is noted as %s may be sent again: %s", (state, again) => {
    const [found] = remindersOf(
      [matter],
      "2023-04-18",
      new Map([[id("andra"), { state, on: "2023-04-18" }]]),
    );
    expect([found!.state, mayBeSent(found!)]).toEqual([state, again]);
  });
});

test("the steps are dated, assumed and cover every programme", () => {
  expect(stepsFor("2007-06-01").map(({ businessDays }) => businessDays)).toEqual([-10, 1, 10]);
  for (const { source, assumption } of reminderSteps)
    expect(source ?? assumption).toMatch(/^Antagande: |lag/);
});

test.each([
  [
    "requisition",
    "2023-03-20",
    "Rekvisition av statsbidrag 2022",
    "Det är frivilligt att rekvirera. Sista dag är 2023-03-31. Medel som inte rekvireras kan omfördelas till andra eller stanna på anslaget.",
  ],
  [
    "requisition",
    "2023-04-03",
    "Påminnelse: Rekvisition av statsbidrag 2022",
    "Sista dag att rekvirera var 2023-03-31. Ingen rekvisition har kommit in från er.",
  ],
  [
    "report-back",
    "2023-03-20",
    "Återrapportering av statsbidrag 2022",
    "Återrapporten ska ha kommit in senast 2023-03-31.",
  ],
  [
    "repayment",
    "2023-04-03",
    "Påminnelse: Återbetalning av statsbidrag 2022",
    "12\u00a0500 kronor skulle ha betalats tillbaka senast 2023-03-31.",
  ],
  [
    "completion",
    "2023-04-03",
    "Påminnelse: Komplettering i ärende om statsbidrag 2022",
    "Kompletteringen skulle ha kommit in senast 2023-03-31.",
  ],
] as const)("the letter about %s on %s says what and when", (about, today, subject, sentence) => {
  const [found] = remindersOf([{ ...matter, matter: about, amount: 12_500 }], today, new Map());
  const mail = reminderMail(found!, 2022, "Socialstyrelsen");
  expect(mail).toMatchObject({ to: "kim.ek@example.se", subject });
  expect(mail.text).toContain(sentence);
  expect(mail.text).toContain("till Falun.");
  expect(mail.text).toMatch(/Vänliga hälsningar\nSocialstyrelsen$/);
});

test("whoever sends what may be sent, every day, sends each step of each matter at most once and never two at once", () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(days, fc.constantFrom(...matters), fc.constantFrom(...noteStates), (when, about, outcome) => {
      const noted = new Map<string, { state: typeof outcome; on: string }>();
      const letters: string[] = [];
      for (const offset of when.sort((a, b) => a - b)) {
        const today = new Date(Date.parse("2023-03-10") + offset * 86_400_000).toISOString().slice(0, 10);
        const due = remindersOf([{ ...matter, matter: about }], today, noted).filter(mayBeSent);
        expect(due.length).toBeLessThanOrEqual(1);
        for (const one of due) {
          expect(one.sendOn <= today).toBe(true);
          if (outcome !== "refused") letters.push(one.id);
          noted.set(one.id, { state: outcome, on: today });
        }
      }
      expect(new Set(letters).size).toBe(letters.length);
      expect(letters.length).toBeLessThanOrEqual(3);
    }),
  );
});
