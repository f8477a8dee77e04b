import type { RouteOutput } from "../../shared/api.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";

const register = swedishRegister();
const date = "2021-12-31";
const table = register.populationOn(date)!;
const entries = (["municipality", "region"] as const).flatMap((kind) =>
  register.list(kind).map((entry) => ({ ...entry, inhabitants: table.inhabitants[kind].get(entry.code)! })),
);

/** The register as the service answers it. */
export const registerAnswer: RouteOutput<"register"> = {
  date,
  source: table.source,
  changed: null,
  kinds: entries.map(({ kind }) => kind),
  codes: entries.map(({ code }) => code),
  names: entries.map(({ name }) => name),
  counties: entries.map(({ county }) => county),
  letters: entries.map(({ countyLetter }) => countyLetter),
  inhabitants: entries.map(({ inhabitants }) => inhabitants),
  ceased: register.entries.flatMap(({ kind, code, name, ceased }) =>
    ceased ? [{ kind, code, name, ...ceased }] : [],
  ),
};
