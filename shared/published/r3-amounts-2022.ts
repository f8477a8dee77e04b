import type { RecipientKey } from "../recipient.ts";
import { sources } from "./sources.ts";

/** One recipient's amount as published. */
export interface PublishedAmount extends RecipientKey {
  readonly name: string;
  /** Kronor for the whole year. */
  readonly amount: number;
}

/** The four amounts of single recipients that the report gives for 2022; it does not say by which rounds. */
export const r3Amounts2022 = {
  source: sources.R3,
  amounts: [
    { kind: "region", code: "09", name: "Region Gotland", amount: 1_055_454 },
    { kind: "region", code: "01", name: "Region Stockholm", amount: 3_194_743 },
    { kind: "municipality", code: "2403", name: "Bjurholm", amount: 112_929 },
    { kind: "municipality", code: "0180", name: "Stockholm", amount: 9_133_495 },
  ] as readonly PublishedAmount[],
} as const;
