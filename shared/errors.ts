/**
 * Why the service says no. The code is stable and goes to logs and clients; the title is what an official reads.
 * The HTTP status of each code is chosen in one place, functions/http/problem-answer.ts.
 */
export const refusals = {
  "invalid-request": "Begäran går inte att läsa",
  "not-signed-in": "Du är inte inloggad",
  "not-allowed": "Din roll får inte göra detta",
  "four-eyes": "Två personer krävs",
  "not-found": "Det du söker finns inte",
  "wrong-method": "Så kan adressen inte anropas",
  conflict: "Någon annan hann före",
  "wrong-state": "Det går inte i det här läget",
  "rules-broken": "Uppgifterna bryter mot reglerna",
  "key-reused": "Samma begäran-id med annat innehåll",
  "key-missing": "Begäran-id saknas",
  "too-large": "Begäran är för stor",
  "too-slow": "Det tog för lång tid",
  busy: "Tjänsten är upptagen",
  "storage-failed": "Det gick inte att spara",
  unexpected: "Något gick fel i tjänsten",
} as const;

export type RefusalCode = keyof typeof refusals;

/** Thrown by handlers and rules; `detail` is a Swedish sentence that says what to do, `extra` is machine-readable. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: RefusalCode, detail: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(`${code}: ${detail}`);
    this.name = "Refusal";
    this.code = code;
    this.detail = detail;
    this.extra = extra;
  }
}
