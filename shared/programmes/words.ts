import { formatKronor as kr } from "../money.ts";
import type { AmountRule, Dated, GroupKind, OrUnknown, Rules } from "../programme.ts";
import { kindName } from "../recipient.ts";
import { isUnknown } from "./dated.ts";
import { reportForms } from "./report-forms.ts";

/** The Swedish word that officials see for a group. */
export const groupName: Readonly<Record<GroupKind, string>> = {
  ...kindName,
  "county-board": "länsstyrelse",
};

/** What each rule is about, in the order that a programme is read. */
export const subjectName: Readonly<Record<keyof Rules, string>> = {
  recipients: "mottagare",
  decides: "beslutar",
  route: "väg till medlen",
  amount: "belopp",
  requirements: "prestationskrav",
  redistribution: "omfördelning",
  carryOver: "överföring till nästa år",
  repayment: "återbetalning",
  conditions: "villkor",
  appeal: "överklagande",
  regulation: "föreskrift",
  reportForm: "återrapportering",
};

/** What is known, in words; else "ej känt", with the reason. */
export function say<T>(value: OrUnknown<T>, words: (known: T) => string): string {
  return isUnknown(value) ? `ej känt (${value.unknown})` : words(value);
}

/** Kronor with unit. */
export function sayKronor(value: OrUnknown<number>): string {
  return say(value, (kronor) => `${kr(kronor)} kr`);
}

/** A rule as an official would say it. */
export function sayRule<Subject extends keyof Rules>(
  subject: Subject,
  value: OrUnknown<Rules[Subject]>,
): string {
  return say(value, (known) => sayings[subject](known));
}

/** The text with a full stop. */
export function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

/** What a value rests on. */
export function sayGround({ source, assumption }: Pick<Dated<unknown>, "source" | "assumption">): string {
  return [source === null ? "" : `Källa: ${source}.`, assumption ?? ""]
    .filter((text) => text !== "")
    .join(" ");
}

const plain = (text: string): string => text;
const listed = (texts: readonly string[]): string => (texts.length === 0 ? "inga" : texts.join(" "));

const sayings: { readonly [Subject in keyof Rules]: (value: Rules[Subject]) => string } = {
  recipients: plain,
  decides: plain,
  route: (route) => (route === "application" ? "ansökan" : "rekvisition"),
  amount: sayAmount,
  requirements: (requirements) => listed(requirements.map(({ text }) => text)),
  redistribution: (text) => text ?? "ingen: ej rekvirerade medel stannar på anslagsposten",
  carryOver: (rule) =>
    ({ "after-decision": "ja, efter beslut", "by-itself": "ja, utan beslut", "not-allowed": "nej" })[rule],
  repayment: plain,
  conditions: listed,
  appeal: plain,
  regulation: plain,
  reportForm: (id) => reportForms.find((form) => form.id === id)?.name ?? id,
};

function sayAmount(rule: AmountRule): string {
  switch (rule.by) {
    case "frame":
      return "inom en ram per län";
    case "assessment":
      return "efter bedömning av ansökan";
    case "key":
      return `efter nyckel: ${sayKey(rule.key)}`;
    case "fixed":
      return `fasta belopp: ${rule.sums.map(({ to, each }) => `${to} ${kr(each)} kr var`).join(", ")}`;
  }
}

/** A key in words, without its population. */
export function sayKey({ baseAmount, limit, rounding }: Extract<AmountRule, { by: "key" }>["key"]): string {
  const base =
    baseAmount === 0
      ? "inget grundbelopp"
      : `grundbelopp ${kr(baseAmount)} kr till ${limit === null ? "alla" : `dem som har högst ${kr(limit)} invånare`}`;
  const way = rounding === "sainte-lague" ? "uddatalsmetoden (Sainte-Laguë)" : "största rest";
  return `${base}, resten efter folkmängd, avrundat med ${way}`;
}
