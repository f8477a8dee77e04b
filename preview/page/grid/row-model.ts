/** A row of the grid: its place in the sheet. The grid reads a column's text from it when cells are copied. */
export interface CellModel {
  readonly row: number;
  readonly [column: number]: string;
}

/** A row that tells the text of its cells when asked, so that nothing is kept twice. */
export function rowModel(row: number, textOf: (row: number, column: number) => string): CellModel {
  return new Proxy(
    { row },
    {
      get: (target, key) =>
        typeof key === "string" && /^\d+$/.test(key)
          ? textOf(row, Number(key))
          : (Reflect.get(target, key) as unknown),
    },
  );
}
