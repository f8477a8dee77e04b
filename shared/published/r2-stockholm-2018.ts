import { sources } from "./sources.ts";
import type { PublishedAmount } from "./r3-amounts-2022.ts";

/** Stockholm's amount for 2018 by the key. The amount shared out among municipalities that year is not published. */
export const r2Stockholm2018: { readonly source: string; readonly amount: PublishedAmount } = {
  source: sources.R2,
  amount: { kind: "municipality", code: "0180", name: "Stockholm", amount: 2_934_558 },
};
