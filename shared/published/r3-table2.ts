import type { RecipientKind } from "../recipient.ts";
import { sources } from "./sources.ts";

/** What one kind of recipient had, got and used in a year or a period, as published. */
export interface PublishedRow {
  readonly kind: RecipientKind;
  readonly period: "2020" | "2021" | "2022" | "2020-2022";
  /** Kronor. */
  readonly available: number;
  /** Kronor paid to the recipients. */
  readonly received: number;
  /** Whole percent of the received money that was consumed. */
  readonly consumedPercent: number;
  /** Distinct recipients: the period's number is not the sum of the years'. */
  readonly recipients: number;
}

/** Available, received and consumed money per kind of recipient 2020-2022. Kronor consumed are not published. */
export const r3Table2 = {
  source: `${sources.R3}, tabell 2`,
  rows: [
    ...rowsOf("municipality", [
      ["2020", 75_000_000, 74_035_680, 92, 284],
      ["2021", 75_000_000, 71_644_833, 92, 281],
      ["2022", 144_750_000, 143_406_084, 91, 288],
      ["2020-2022", 294_750_000, 289_086_597, 91, 288],
    ]),
    ...rowsOf("region", [
      ["2020", 31_500_000, 31_500_000, 86, 21],
      ["2021", 31_500_000, 31_500_000, 87, 21],
      ["2022", 30_500_000, 30_500_000, 90, 21],
      ["2020-2022", 93_500_000, 93_500_000, 88, 21],
    ]),
    ...rowsOf("ngo", [
      ["2020", 8_000_000, 8_000_000, 92, 18],
      ["2021", 4_000_000, 4_000_000, 98, 10],
      ["2022", 15_500_000, 15_500_000, 98, 16],
      ["2020-2022", 27_500_000, 27_500_000, 96, 23],
    ]),
  ],
} as const;

type Figures = readonly [PublishedRow["period"], number, number, number, number];

function rowsOf(kind: RecipientKind, figures: readonly Figures[]): readonly PublishedRow[] {
  return figures.map(([period, available, received, consumedPercent, recipients]) => ({
    kind,
    period,
    available,
    received,
    consumedPercent,
    recipients,
  }));
}
