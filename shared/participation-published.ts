import type { YearTaken } from "./participation.ts";
import { buildNameIndex } from "./names.ts";
import { r1Grants2013 } from "./published/r1-grants-2013.ts";
import { recipientId } from "./recipient.ts";
import type { RegisterEntry } from "./register.ts";

/** Grants that are published and name a municipality, and those that name none: told, never guessed. */
export interface PublishedYear {
  readonly taken: readonly YearTaken[];
  readonly unplaced: readonly string[];
}

/**
 * The grants of 2013 (R1, appendix 2), placed among the entries of the register. A city district's is its city's part; a
 * federation's is nobody's alone.
 */
export function publishedGrants2013(entries: readonly RegisterEntry[]): PublishedYear {
  const index = buildNameIndex(entries);
  const found = r1Grants2013.rows.map(({ name, type, amount }) => {
    const city = type === "federation" ? undefined : index.find("municipality", name.split(",")[0]!);
    return { name, amount, city };
  });
  return {
    taken: found.flatMap(({ city, amount }): YearTaken[] =>
      city == null
        ? []
        : [
            {
              recipient: recipientId(city),
              year: 2013,
              applied: "itself",
              granted: amount,
              paid: null,
              reported: false,
              repaid: 0,
              origin: "published",
              source: r1Grants2013.source,
            },
          ],
    ),
    unplaced: found.flatMap(({ city, name }) => (city == null ? [name] : [])),
  };
}
