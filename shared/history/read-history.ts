import { parseAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import { headingKey } from "../headings.ts";
import type { RecipientKind } from "../recipient.ts";
import type { HistoryLayout, HistoryMapping } from "./layout.ts";
import { type AmountMeaning, amountMeanings, isAmount, type Meaning, meaningName } from "./meanings.ts";
import { at, isIn, type OldSheet, seen } from "./old-sheet.ts";
import { readAmount } from "./read-amount.ts";
import { answerName, type Names, readRecipient } from "./read-recipient.ts";
import { type Control, controlOf, isPartLabel, isSumLabel, type Under } from "./sum-rows.ts";

/** An opening balance (ingående balans): what an old sheet says of a recipient's year. Kronor; null: it says nothing. */
export interface OpeningBalance {
  readonly kind: RecipientKind;
  readonly code: string;
  readonly name: string;
  readonly year: number;
  readonly amounts: Readonly<Record<AmountMeaning, number | null>>;
  readonly dnr: string | null;
  readonly status: string | null;
  readonly note: string | null;
  readonly sheet: string;
  /** Address of the recipient's cell and, per amount, of the amount's. */
  readonly cell: string;
  readonly cells: Readonly<Partial<Record<AmountMeaning, string>>>;
}

export const leftOutKinds = ["sheet", "row", "column", "cell", "asked"] as const;

/** Something of the sheet that was not read as it stands. */
export interface LeftOut {
  readonly sheet: string;
  readonly cell: string;
  /** As it stood. */
  readonly value: string;
  /** What is left out, whole; "asked": nothing, it was read, but how is to be confirmed. */
  readonly what: (typeof leftOutKinds)[number];
  readonly why: string;
  /** Kronor that were not imported for this. */
  readonly kronor: number;
  /** The answer that would settle it: in which part of the sheet's mapping, and under which key. */
  readonly question?: Question;
}

/** The parts of a mapping that hold an official's answers. */
export const answerKinds = ["colours", "names", "amounts"] as const;
export interface Question {
  readonly of: (typeof answerKinds)[number];
  readonly key: string;
}

/** What a reading of old sheets came to. Rows and kronor: read = imported + left out. */
export interface HistoryReading {
  readonly balances: readonly OpeningBalance[];
  readonly leftOut: readonly LeftOut[];
  readonly controls: readonly Control[];
  readonly rows: { readonly read: number; readonly imported: number; readonly leftOut: number };
  readonly kronor: { readonly read: number; readonly imported: number; readonly leftOut: number };
}

/** A sheet with its layout and the mapping that an official has confirmed. */
export interface MappedSheet {
  readonly sheet: OldSheet;
  readonly layout: HistoryLayout;
  readonly mapping: HistoryMapping;
}

/** What an opening balance is known by; several of one recipient and year have each their dnr. */
export function openingKey({
  kind,
  code,
  year,
  dnr,
}: Pick<OpeningBalance, "kind" | "code" | "year" | "dnr">): string {
  return `${kind}:${code} ${year}${dnr === null ? "" : ` ${dnr}`}`;
}

/**
 * Reads sheets as they are mapped. A row is imported whole or not at all, and whatever is not is told with its reason;
 * `earlier` holds the keys of opening balances that other imports gave.
 */
export function readHistory(
  sheets: readonly MappedSheet[],
  names: Names,
  earlier: ReadonlySet<string>,
): HistoryReading {
  const taken = new Map([...earlier].map((key) => [key, "en tidigare import"]));
  const readings = sheets.map((sheet) => readSheet(sheet, names, taken));
  const rows = readings.flatMap((one) => one.rows);
  const total = (kronor: (row: ReadRow) => number): number => rows.reduce((sum, row) => sum + kronor(row), 0);
  const imported = total(({ balances, kronor }) => (balances.length > 0 ? kronor : 0));
  const read = total(({ kronor }) => kronor);
  const balances = rows.flatMap((row) => row.balances);
  const importedRows = rows.filter((row) => row.balances.length > 0).length;
  return {
    balances,
    leftOut: readings.flatMap((one) => [
      ...one.columns,
      ...one.rows.flatMap(({ told }) => told),
      ...one.colours,
    ]),
    controls: readings.flatMap((one) => one.controls),
    rows: { read: rows.length, imported: importedRows, leftOut: rows.length - importedRows },
    kronor: { read, imported, leftOut: read - imported },
  };
}

/** A row as read. Its kronor are what it adds to the sheet: a sum adds nothing. */
interface ReadRow {
  readonly balances: readonly OpeningBalance[];
  readonly told: readonly LeftOut[];
  readonly kronor: number;
  readonly amounts: readonly ColumnAmount[];
  readonly isSum: boolean;
}

/** Kronor in one column of a row. */
interface ColumnAmount {
  readonly column: number;
  readonly kronor: number;
}

interface SheetReading {
  readonly rows: readonly ReadRow[];
  readonly columns: readonly LeftOut[];
  readonly colours: readonly LeftOut[];
  readonly controls: readonly Control[];
}

function readSheet(mapped: MappedSheet, names: Names, taken: Map<string, string>): SheetReading {
  const { sheet, layout } = mapped;
  const reader = rowReader(mapped, names, taken);
  const rows: ReadRow[] = [];
  const controls: Control[] = [];
  const sums = { section: new Map<number, Under>(), all: new Map<number, Under>() };
  for (let row = layout.headingRow + 1; row < sheet.rows.length; row += 1) {
    if (sheet.rows[row]!.every((cell) => cell === null || cell === "")) continue;
    const read = reader(row, sums.section);
    rows.push(read);
    if (!read.isSum) {
      for (const { column, kronor } of read.amounts) {
        const isImported = read.balances.length > 0;
        for (const under of [sums.section, sums.all]) add(under, column, kronor, isImported);
      }
      continue;
    }
    controls.push(...controlsIn(mapped, row, read.amounts, { ...sums, earlier: controls }));
    sums.section.clear();
  }
  return { rows, columns: unreadColumns(mapped), colours: unreadColours(mapped), controls };
}

function add(under: Map<number, Under>, column: number, kronor: number, isImported: boolean): void {
  const { imported, leftOut } = under.get(column) ?? nothing;
  under.set(
    column,
    isImported ? { imported: imported + kronor, leftOut } : { imported, leftOut: leftOut + kronor },
  );
}

const nothing: Under = { imported: 0, leftOut: 0 };

function controlsIn(
  { sheet, mapping }: MappedSheet,
  row: number,
  amounts: readonly ColumnAmount[],
  {
    section,
    all,
    earlier,
  }: Readonly<Record<"section" | "all", Map<number, Under>>> & {
    readonly earlier: readonly Control[];
  },
): Control[] {
  const label = textsIn(sheet.rows[row]!)[0] ?? "Summa utan rubrik";
  return amounts.map(({ column, kronor }) => {
    const { meaning, year } = mapping.columns[column]!;
    return controlOf(
      {
        sheet: sheet.name,
        cell: at(row, column),
        label,
        amount: meaning as AmountMeaning,
        year,
        stated: kronor,
      },
      section.get(column) ?? nothing,
      all.get(column) ?? nothing,
      earlier,
    );
  });
}

type RowReader = (row: number, section: ReadonlyMap<number, Under>) => ReadRow;

function rowReader(mapped: MappedSheet, names: Names, taken: Map<string, string>): RowReader {
  const { sheet, layout, mapping } = mapped;
  const columnOf = (meaning: Meaning): number => mapping.columns.findIndex((one) => one.meaning === meaning);
  const amountColumns = mapping.columns.flatMap(({ meaning }, column) => (isAmount(meaning) ? [column] : []));
  const [recipient, code] = [columnOf("recipient"), columnOf("code")];
  const said = (row: number, meaning: Meaning): Cell => {
    const column = columnOf(meaning);
    return column < 0 ? null : seen(sheet, row, column);
  };
  const textOf = (row: number, meaning: Meaning): string | null => {
    const cell = said(row, meaning);
    return cell === null ? null : String(cell).trim() || null;
  };

  const isCountyOf = (text: string): boolean =>
    mapping.kind === "municipality" && names.register.entries.some(({ county }) => county === text);

  return (row, section) => {
    const cells = sheet.rows[row]!;
    const name = recipient < 0 ? code : recipient;
    const place = at(row, name);
    const read = amountColumns.map((column) => ({
      column,
      amount: readAmount(cells[column] ?? null, mapping.columns[column]!.unit, mapping.amounts),
    }));
    const amounts = read.flatMap(({ column, amount }) =>
      amount.ok && amount.value !== null ? [{ column, kronor: amount.value }] : [],
    );
    const kronor = amounts.reduce((sum, one) => sum + one.kronor, 0);
    const labels = textsIn(cells.slice(0, Math.min(...amountColumns, cells.length)));
    const label = labels[0] ?? textsIn(cells)[0] ?? "";

    const out = (
      why: string,
      cell = place,
      counts = true,
      isSum = false,
      question: Question | null = null,
    ): ReadRow => ({
      balances: [],
      told: [
        {
          sheet: sheet.name,
          cell,
          value: valueAt(sheet, cell, label),
          what: "row",
          why,
          kronor: counts ? kronor : 0,
          ...(question !== null && { question }),
        },
      ],
      kronor: counts ? kronor : 0,
      amounts: counts || isSum ? amounts : [],
      isSum,
    });

    if (isRepeated(layout, cells)) return out("Rubrikerna upprepas.", at(row, 0), false);
    if (isPartLabel(label)) return out("En del av raden ovanför, som redan är räknad.", at(row, 0), false);
    if (labels.some(isSumLabel) || (amounts.length > 0 && labels.length === 1 && isCountyOf(label)))
      return out("En summa. Den jämförs med raderna i stället för att läsas in.", at(row, 0), false, true);
    const isNameless = [recipient, code].every((column) => column < 0 || seen(sheet, row, column) === null);
    if (isNameless && read.every(({ amount }) => amount.ok) && isSumOf(amounts, section))
      return out("En summa utan rubrik: beloppen är summan av raderna ovanför.", at(row, 0), false, true);
    const faulty = read.find(({ amount }) => !amount.ok);

    const found = readRecipient(
      { code: said(row, "code"), name: said(row, "recipient"), county: said(row, "county") },
      mapping.kind,
      names,
      mapping.names,
    );
    if (!found.ok && amounts.length === 0 && faulty === undefined)
      return out("Raden har inget belopp: en rubrik eller en fotnot.", at(row, 0), false);
    if (!found.ok) return out(found.error, place, true, false, whoQuestion());
    if (faulty !== undefined && !faulty.amount.ok) {
      const cell = cells[faulty.column] ?? null;
      // A number stands for itself: it is the sheet that has to be corrected.
      const question = typeof cell === "string" ? ({ of: "amounts", key: cell.trim() } as const) : null;
      return out(faulty.amount.error, at(row, faulty.column), true, false, question);
    }
    if (amounts.length === 0) return out("Mottagaren har inget belopp.");

    const rowYear = yearOf(said(row, "year"));
    const yearIn = ({ column }: ColumnAmount): number | null =>
      mapping.columns[column]!.year ?? rowYear ?? (columnOf("year") < 0 ? mapping.year : null);
    if (amounts.some((one) => yearIn(one) === null))
      return out("Raden har inget år. Ange året i bladets tolkning, eller skriv ett år i årskolumnen.");

    const same = amounts.find((one) =>
      amounts.some(
        (other) =>
          other.column < one.column &&
          mapping.columns[other.column]!.meaning === mapping.columns[one.column]!.meaning &&
          yearIn(other) === yearIn(one),
      ),
    );
    if (same !== undefined) {
      const { meaning } = mapping.columns[same.column]!;
      return out(
        `Två kolumner säger ${meaningName(meaning!).toLowerCase()} för samma år. Ändra bladets tolkning.`,
        at(row, same.column),
      );
    }

    const { balances, twice } = balancesOf(row);
    if (twice.length > 0) return out(`Dubblett av ${twice.join(" och ")}. Vilken gäller?`);
    for (const balance of balances) taken.set(openingKey(balance), `${sheet.name}!${place}`);
    return { balances, told: [...asked(found.value.readAs), ...merged()], kronor, amounts, isSum: false };

    function balancesOf(of: number): { balances: OpeningBalance[]; twice: string[] } {
      const { code: own, name: known } = (found as { value: { code: string; name: string } }).value;
      const years = [...new Set(amounts.map((one) => yearIn(one)!))];
      const made = years.map((year): OpeningBalance => {
        const columns = new Map(
          amounts
            .filter((one) => yearIn(one) === year)
            .map((one) => [mapping.columns[one.column]!.meaning as AmountMeaning, one]),
        );
        return {
          kind: mapping.kind,
          code: own,
          name: known,
          year,
          amounts: Object.fromEntries(
            amountMeanings.map((meaning) => [meaning, columns.get(meaning)?.kronor ?? null]),
          ) as Record<AmountMeaning, number | null>,
          dnr: textOf(of, "dnr"),
          status: statusOf(of),
          note: textOf(of, "note"),
          sheet: sheet.name,
          cell: place,
          cells: Object.fromEntries([...columns].map(([meaning, { column }]) => [meaning, at(of, column)])),
        };
      });
      return { balances: made, twice: made.flatMap((one) => taken.get(openingKey(one)) ?? []) };
    }

    function statusOf(of: number): string | null {
      const colours = coloursIn(sheet, of, mapping).map((colour) => mapping.colours[colour] ?? "");
      const texts = [textOf(of, "status") ?? "", ...colours].filter((text) => text !== "");
      return texts.length === 0 ? null : [...new Set(texts)].join("; ");
    }

    function asked(readAs: string | null): LeftOut[] {
      if (readAs === null) return [];
      return [{ ...told("asked", place, `Läst som ${readAs}. Stämmer det?`), question: whoQuestion()! }];
    }

    /** null: the row has no name to answer by. */
    function whoQuestion(): Question | null {
      const key = answerName(said(row, "recipient"));
      return key === "" ? null : { of: "names", key };
    }

    /** An amount over several rows is one amount, and whose is not said. */
    function merged(): LeftOut[] {
      return amounts.flatMap(({ column }) => {
        const merge = sheet.merges.find((one) => one.bottom > one.top && isIn(one, row, column));
        if (merge === undefined) return [];
        const range = `${at(merge.top, merge.left)}:${at(merge.bottom, merge.right)}`;
        return [
          told(
            "asked",
            at(row, column),
            `Beloppet gäller de sammanslagna cellerna ${range} och är räknat på den första raden. Stämmer det?`,
          ),
        ];
      });
    }

    function told(what: LeftOut["what"], cell: string, why: string): LeftOut {
      return { sheet: sheet.name, cell, value: valueAt(sheet, cell, label), what, why, kronor: 0 };
    }
  };
}

/** The row is the sum of those above it in every column, and there is something to sum. */
function isSumOf(amounts: readonly ColumnAmount[], section: ReadonlyMap<number, Under>): boolean {
  return (
    amounts.length > 0 &&
    amounts.every(({ column, kronor }) => {
      const { imported, leftOut } = section.get(column) ?? nothing;
      return kronor === imported + leftOut;
    })
  );
}

function isRepeated({ headings }: HistoryLayout, cells: readonly Cell[]): boolean {
  const stated = cells.flatMap((cell, column) => (cell === null ? [] : [{ cell: String(cell), column }]));
  return (
    stated.length > 1 &&
    stated.every(({ cell, column }) => (headings[column] ?? []).map(headingKey).includes(headingKey(cell)))
  );
}

function yearOf(cell: Cell): number | null {
  const text = cell === null ? "" : String(cell).trim();
  return /^(19|20)\d\d$/.test(text) ? Number(text) : null;
}

function textsIn(cells: readonly Cell[]): string[] {
  return cells.flatMap((cell) => (typeof cell === "string" && cell.trim() !== "" ? [cell.trim()] : []));
}

function valueAt(sheet: OldSheet, cell: string, label: string): string {
  const place = parseAddress(cell);
  const value = (place.ok ? seen(sheet, place.value.row - 1, place.value.column) : null) ?? label;
  return typeof value === "number" ? String(value).replace(".", ",") : String(value);
}

/** The colours of a row's cells in the columns that are read. */
function coloursIn({ fills }: OldSheet, row: number, { columns }: HistoryMapping): string[] {
  const found = columns.flatMap(({ meaning }, column) =>
    meaning === null ? [] : (fills[at(row, column)] ?? []),
  );
  return [...new Set(found)];
}

/** Columns with values that nobody has said the meaning of. */
function unreadColumns({ sheet, layout: { headingRow, headings }, mapping }: MappedSheet): LeftOut[] {
  return mapping.columns.flatMap(({ meaning }, column) => {
    const isFilled = sheet.rows.slice(headingRow + 1).some((cells) => (cells[column] ?? null) !== null);
    if (meaning !== null || !isFilled) return [];
    const value = (headings[column] ?? []).join(" ");
    const why = "Kolumnen läses inte: ingen har sagt vad den betyder.";
    return [
      { sheet: sheet.name, cell: at(headingRow, column), value, what: "column", why, kronor: 0 } as const,
    ];
  });
}

/** Colours that nobody has said the meaning of, each once. */
function unreadColours({ sheet, layout: { headingRow }, mapping }: MappedSheet): LeftOut[] {
  const cells = new Map<string, string[]>();
  for (let row = headingRow + 1; row < sheet.rows.length; row += 1)
    for (const [column, { meaning }] of mapping.columns.entries()) {
      const colour = sheet.fills[at(row, column)];
      if (meaning === null || colour === undefined || Object.hasOwn(mapping.colours, colour)) continue;
      cells.set(colour, [...(cells.get(colour) ?? []), at(row, column)]);
    }
  return [...cells].map(([colour, places]) => ({
    sheet: sheet.name,
    cell: places[0]!,
    value: colour,
    what: "cell",
    why: `Färgen ${colour} har ingen betydelse angiven (${places.length === 1 ? "1 cell" : `${places.length} celler`}: ${places.slice(0, 5).join(", ")}${places.length > 5 ? " …" : ""}). Raderna är lästa utan den.`,
    kronor: 0,
    question: { of: "colours", key: colour },
  }));
}
