import type { CellRule, RowRule } from "./rule.ts";
import { accountCellRules, accountRowRules } from "./rules/account.ts";
import { amountCellRules, amountRowRules } from "./rules/amount.ts";
import { cellRules } from "./rules/cells.ts";
import { organisationNumberCellRules, organisationNumberRowRules } from "./rules/organisation-number.ts";
import { peopleCellRules, peopleRowRules } from "./rules/people.ts";
import { receivedCellRules, receivedRowRules } from "./rules/received.ts";
import { recipientCellRules, recipientRowRules } from "./rules/recipient.ts";

/** Every rule about one cell. Of the faults of one cell only the first is reported. */
export const requisitionCellRules: readonly CellRule[] = [
  ...cellRules,
  ...recipientCellRules,
  ...organisationNumberCellRules,
  ...amountCellRules,
  ...peopleCellRules,
  ...accountCellRules,
  ...receivedCellRules,
];

/** Every rule about how the cells of a row, and the rows, go together. All that fail are reported. */
export const requisitionRowRules: readonly RowRule[] = [
  ...recipientRowRules,
  ...organisationNumberRowRules,
  ...amountRowRules,
  ...peopleRowRules,
  ...accountRowRules,
  ...receivedRowRules,
];
