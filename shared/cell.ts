/** What a worksheet cell holds when read: text, number (also dates, as Excel serials), truth value, or nothing. */
export type Cell = string | number | boolean | null;
