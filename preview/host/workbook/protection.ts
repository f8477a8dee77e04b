/** What a protected sheet still allows; everything is refused unless said. */
export const protectionOptions = [
  "allowAutoFilter",
  "allowDeleteColumns",
  "allowDeleteRows",
  "allowEditObjects",
  "allowEditScenarios",
  "allowFormatCells",
  "allowFormatColumns",
  "allowFormatRows",
  "allowInsertColumns",
  "allowInsertHyperlinks",
  "allowInsertRows",
  "allowPivotTables",
  "allowSort",
] as const;

export type ProtectionOption = (typeof protectionOptions)[number];
export type SelectionMode = "Normal" | "None" | "Unlocked";
export type ProtectionOptions = Readonly<Record<ProtectionOption, boolean>> & {
  readonly selectionMode: SelectionMode;
};
