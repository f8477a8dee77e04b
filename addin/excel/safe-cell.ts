declare const safe: unique symbol;

/** Text that has been made safe to write: no formula, no control characters, not too long. See sheets/to-cell.ts. */
export type SafeText = string & { readonly [safe]: true };

/** A value as it may be written into a cell; "" empties the cell. Excel takes null for "leave as it is". */
export type SafeCell = SafeText | number | boolean;
