/** What rows of a column a filter keeps. `Custom` criteria are "=*text*", ">5", "<>". */
export type FilterCriteria =
  | { readonly filterOn: "Values"; readonly values: readonly string[] }
  | {
      readonly filterOn: "Custom";
      readonly criterion1: string;
      readonly criterion2: string | null;
      readonly operator: "And" | "Or";
    };
