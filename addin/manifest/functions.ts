import type { Text } from "./text.ts";

/** One argument of a custom function. `any` takes numbers and text as they stand, so that 0180 may be either. */
export interface FunctionParameter {
  readonly name: Text;
  readonly description: Text;
  readonly type: "any" | "number";
  readonly dimensionality: "scalar" | "matrix";
  readonly optional?: true;
}

/**
 * One custom function. `id` is ASCII and never changes; `name` is what stands in formulas, the same in every language.
 * A streaming function is told when new values have come, and can always be cancelled by Excel: the metadata must
 * then not say `cancelable` as well (Microsoft's reference of the JSON metadata).
 */
export interface CustomFunction {
  readonly id: string;
  readonly name: string;
  readonly description: Text;
  readonly dimensionality: "scalar" | "matrix";
  readonly type: "any" | "number" | "string";
  readonly stream: boolean;
  readonly parameters: readonly FunctionParameter[];
}

/** What stands before the point in formulas: UM.SALDO. */
export const namespace = "UM";

const scalar = { type: "any", dimensionality: "scalar" } as const;
const year = {
  name: { sv: "år", en: "year" },
  description: { sv: "Bidragsåret, till exempel 2022.", en: "The grant year, such as 2022." },
  ...scalar,
} as const;
const code = {
  name: { sv: "kod", en: "code" },
  description: {
    sv: 'Kommunkod ("0180"), regionkod ("01") eller namn.',
    en: 'Code of a municipality ("0180") or region ("01"), or a name.',
  },
  ...scalar,
} as const;

/** Every custom function: functions.json in both languages and the registration come from this table. */
export const customFunctions = [
  {
    id: "SALDO",
    name: "SALDO",
    description: {
      sv: "En mottagares saldo i kronor. Uppdateras med Uppdatera saldon.",
      en: "A recipient's balance in kronor. Streams: brought up to date by Refresh balances.",
    },
    dimensionality: "scalar",
    type: "any",
    stream: true,
    parameters: [
      {
        name: { sv: "mottagare", en: "recipient" },
        description: {
          sv: 'Kommunkod ("0180"), regionkod ("01"), organisationens nummer eller namn.',
          en: 'Code of a municipality ("0180") or region ("01"), number of an organisation, or a name.',
        },
        ...scalar,
      },
      { ...year, optional: true },
      {
        name: { sv: "post", en: "item" },
        description: {
          sv: "En rubrik i bladet Saldo, till exempel Utbetalt. Utelämnad: Ej återrapporterat.",
          en: "A heading of the sheet Saldo, such as Utbetalt. Left out: Ej återrapporterat.",
        },
        ...scalar,
        optional: true,
      },
    ],
  },
  {
    id: "SALDON",
    name: "SALDON",
    description: {
      sv: "Alla mottagares saldon ett år, som en tabell med rubriker. Uppdateras med Uppdatera saldon.",
      en: "Every recipient's balances of a year, as a table with headings. Streams.",
    },
    dimensionality: "matrix",
    type: "any",
    stream: true,
    parameters: [year],
  },
  {
    id: "FORDELNING",
    name: "FÖRDELNING",
    description: {
      sv: "Vad årets fastställda fördelningsnycklar ger en mottagare, i kronor.",
      en: "What the year's fixed allocation keys give a recipient, in kronor. Streams.",
    },
    dimensionality: "scalar",
    type: "any",
    stream: true,
    parameters: [code, year],
  },
  {
    id: "FORKLARA",
    name: "FÖRKLARA",
    description: {
      sv: "Hur en mottagares belopp har räknats fram, en rad per omgång.",
      en: "How a recipient's amount was computed, a row per round. Streams.",
    },
    dimensionality: "matrix",
    type: "any",
    stream: true,
    parameters: [code, year],
  },
  {
    id: "NYCKEL",
    name: "NYCKEL",
    description: {
      sv: "Prova en fördelningsnyckel: ett belopp per rad i befolkningen, tillsammans exakt medlen.",
      en: "Try an allocation key: an amount for each row of the populations, together exactly the funds.",
    },
    dimensionality: "matrix",
    type: "any",
    stream: false,
    parameters: [
      {
        name: { sv: "befolkning", en: "populations" },
        description: {
          sv: "Invånarantal, en cell per mottagare.",
          en: "Inhabitants, a cell for each recipient.",
        },
        type: "any",
        dimensionality: "matrix",
      },
      {
        name: { sv: "medel", en: "funds" },
        description: { sv: "Hela kronor att fördela.", en: "Whole kronor to hand out." },
        type: "number",
        dimensionality: "scalar",
      },
      {
        name: { sv: "grundbelopp", en: "base" },
        description: {
          sv: "Kronor till varje mottagare med högst så många invånare som gränsen.",
          en: "Kronor to every recipient with at most as many inhabitants as the limit.",
        },
        type: "number",
        dimensionality: "scalar",
      },
      {
        name: { sv: "invånargräns", en: "limit" },
        description: {
          sv: "Högsta antal invånare för grundbelopp. Utelämnad: alla får grundbelopp.",
          en: "Most inhabitants that give a base amount. Left out: everyone gets it.",
        },
        ...scalar,
        optional: true,
      },
    ],
  },
  {
    id: "STATUS",
    name: "STATUS",
    description: {
      sv: "Om du är inloggad, och när värdena i UM-funktionerna hämtades.",
      en: "Whether you are signed in, and when the values of the UM functions were fetched. Streams.",
    },
    dimensionality: "scalar",
    type: "string",
    stream: true,
    parameters: [],
  },
] as const satisfies readonly CustomFunction[];

export type FunctionId = (typeof customFunctions)[number]["id"];
