import { kindName, type RecipientKind } from "../../shared/recipient.ts";
import { type Outcome, refused, shown } from "./outcome.ts";

export interface Named {
  readonly kind: RecipientKind;
  readonly code: string;
  readonly name: string;
}

/**
 * The recipient that a cell means: by code as text ("0180"), by code as the number that Excel made of it (180), or by
 * name. Where a number fits two kinds of recipient the formula must say which: nothing is guessed.
 */
export function findRecipient<R extends Named>(recipients: readonly R[], asked: unknown): Outcome<R> {
  const found = typeof asked === "number" ? byNumber(recipients, asked) : byText(recipients, asked);
  const [only, other] = found;
  if (only === undefined) return refused(unknown(asked));
  if (other === undefined) return shown(only);
  const choices = found.map(({ kind, code, name }) => `"${code}" (${kindName[kind]} ${name})`);
  return refused(
    `${String(asked)} kan vara flera mottagare. Skriv koden som text: ${choices.join(" eller ")}.`,
  );
}

function byNumber<R extends Named>(recipients: readonly R[], asked: number): R[] {
  return recipients.filter(({ code }) => Number(code) === asked);
}

function byText<R extends Named>(recipients: readonly R[], asked: unknown): R[] {
  if (typeof asked !== "string") return [];
  const text = asked.trim().toLocaleLowerCase("sv");
  const byCode = recipients.filter(({ code }) => code === text);
  return byCode.length > 0 ? byCode : recipients.filter(({ name }) => name.toLocaleLowerCase("sv") === text);
}

function unknown(asked: unknown): string {
  if (asked === null || asked === undefined || asked === "") {
    return "Ange mottagaren: kommunkod, regionkod eller namn.";
  }
  return typeof asked === "string" || typeof asked === "number"
    ? `Ingen mottagare med kod eller namn "${asked}" finns det året.`
    : "Ange en mottagare per cell: kommunkod, regionkod eller namn.";
}
