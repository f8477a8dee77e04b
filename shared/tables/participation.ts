import type { RouteOutput } from "../api.ts";
import { kindName } from "../recipient.ts";
import type { Table } from "./table.ts";

type History = RouteOutput<"participation">["recipients"][number];

const kr = { format: "kr", total: true, width: 16 } as const;

/** "Deltagande": one row a recipient, also those that never took part. */
export const participationTable: Table<History> = {
  sheet: "Deltagande",
  table: "Deltagande",
  columns: [
    { id: "kind", heading: "Mottagartyp", format: "text", width: 18, value: ({ kind }) => kindName[kind] },
    { id: "code", heading: "Kod", format: "text", width: 8, value: ({ code }) => code },
    { id: "name", heading: "Mottagare", format: "text", width: 30, value: ({ name }) => name },
    {
      id: "pattern",
      heading: "Mönster",
      format: "text",
      width: 20,
      value: ({ never, alwaysRepays, years }) =>
        never ? "Aldrig" : alwaysRepays ? repaysIn(years.filter(({ reported }) => reported).length) : null,
    },
    {
      id: "asked",
      heading: "Har sökt eller rekvirerat",
      format: "text",
      width: 24,
      value: ({ years }) => yearsOf(years, ({ applied }) => applied === "itself"),
    },
    {
      id: "member",
      heading: "Med i annans ansökan",
      format: "text",
      width: 22,
      value: ({ years }) => yearsOf(years, ({ applied }) => applied === "member"),
    },
    {
      id: "reported",
      heading: "Har återrapporterat",
      format: "text",
      width: 20,
      value: ({ years }) => yearsOf(years, ({ reported }) => reported),
    },
    { id: "granted", heading: "Beviljat", ...kr, value: ({ granted }) => granted },
    { id: "paid", heading: "Utbetalt", ...kr, value: ({ paid }) => paid ?? "ej känt" },
    { id: "repaid", heading: "Återbetalas", ...kr, value: ({ repaid }) => repaid },
    {
      id: "share",
      heading: "Andel att återbetala",
      format: "percent",
      width: 18,
      value: ({ paid, repaid }) => (paid === null || paid === 0 ? null : repaid / paid),
    },
    {
      id: "source",
      heading: "Källa",
      format: "text",
      width: 40,
      value: ({ years }) =>
        [
          ...new Set(years.flatMap(({ year, source }) => (source === null ? [] : [`${year}: ${source}`]))),
        ].join("; ") || null,
    },
  ],
};

/** Of reported years, two or more. */
function repaysIn(count: number): string {
  return `Att återbetala ${count === 2 ? "båda" : `alla ${count}`} åren`;
}

function yearsOf(years: History["years"], holds: (year: History["years"][number]) => boolean): string | null {
  return (
    years
      .filter(holds)
      .map(({ year }) => String(year))
      .join(", ") || null
  );
}
