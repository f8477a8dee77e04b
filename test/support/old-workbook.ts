import { writeXlsx, type CellStyle } from "hucre/xlsx";
import { parseAddress } from "../../shared/address.ts";
import type { Cell } from "../../shared/cell.ts";
import { formatKronor } from "../../shared/money.ts";
import { amountMeanings, meaningName } from "../../shared/history/meanings.ts";
import type { HistoryReading } from "../../shared/history/read-history.ts";
import { kindName } from "../../shared/recipient.ts";

interface DrawnSheet {
  readonly name: string;
  readonly rows: Cell[][];
  readonly merges: string[];
  readonly fills: Map<string, string>;
}

/** The sheets that a drawing shows: "blad: X", "sammanslaget: A1:B1, …", "färg RRGGBB: A6, …", then rows of |cells|. */
function drawn(drawing: string): DrawnSheet[] {
  const sheets: DrawnSheet[] = [];
  for (const line of drawing.split("\n")) {
    const [, word = "", colour = "", said = ""] =
      /^(blad|sammanslaget|färg)(?: (\w+))?: (.*)$/.exec(line) ?? [];
    const sheet = sheets.at(-1);
    if (word === "blad") sheets.push({ name: said, rows: [], merges: [], fills: new Map() });
    else if (word === "sammanslaget") sheet!.merges.push(...said.split(", "));
    else if (word === "färg") for (const cell of said.split(", ")) sheet!.fills.set(cell, colour);
    else if (line.startsWith("|")) sheet!.rows.push(line.slice(1).split("|").map(cellOf));
  }
  return sheets;
}

/** Digits are a number as Excel keeps it; "text:" keeps them as text. */
function cellOf(text: string): Cell {
  const plain = text.trim();
  if (plain === "") return null;
  if (plain.startsWith("text:")) return plain.slice(5);
  return /^-?(0|[1-9]\d*)(,\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : plain;
}

/** The drawing as an .xlsx file. */
export async function oldWorkbook(drawing: string): Promise<Uint8Array> {
  return await writeXlsx({
    sheets: drawn(drawing).map(({ name, rows, merges, fills }) => ({
      name,
      rows,
      merges: merges.map((range) => {
        const [from, to] = range.split(":").map(place) as [Place, Place];
        return { startRow: from.row, startCol: from.column, endRow: to.row, endCol: to.column };
      }),
      cells: new Map(
        [...fills].map(([address, rgb]) => {
          const { row, column } = place(address);
          return [`${row},${column}`, { style: filled(rgb) }];
        }),
      ),
    })),
  });
}

interface Place {
  readonly row: number;
  readonly column: number;
}

function place(address: string): Place {
  const found = parseAddress(address);
  if (!found.ok) throw new Error(address);
  return { row: found.value.row - 1, column: found.value.column };
}

const filled = (rgb: string): CellStyle => ({
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb } },
});

/** A reading as lines that an official can compare with the drawing. */
export function readingText({ balances, leftOut, controls, rows, kronor }: HistoryReading): string {
  const kr = (amount: number): string => formatKronor(amount).replaceAll("\u00a0", " ");
  return [
    "Ingående balanser",
    ...balances.map(({ kind, code, name, year, amounts, dnr, status, note, sheet, cell, cells }) => {
      const said = amountMeanings.flatMap((meaning) =>
        amounts[meaning] === null
          ? []
          : [`${meaningName(meaning).toLowerCase()} ${kr(amounts[meaning])} (${cells[meaning]!})`],
      );
      const also = [dnr, status, note].filter((text) => text !== null);
      return `${sheet}!${cell} ${kindName[kind]} ${code} ${name} ${year}: ${[...said, ...also].join(", ")}`;
    }),
    "",
    "Utelämnat",
    ...leftOut.map(
      ({ sheet, cell, value, what, why, kronor: out }) =>
        `${sheet}!${cell} [${what}] ”${value}” ${why}${out === 0 ? "" : ` (${kr(out)} kr)`}`,
    ),
    "",
    "Kontrollsummor",
    ...controls.map(
      ({ sheet, cell, label, amount, stated, imported, text }) =>
        `${sheet}!${cell} ${label}, ${meaningName(amount).toLowerCase()}: bladet ${kr(stated)}, inläst ${kr(imported)}. ${text}`,
    ),
    "",
    `Rader: ${rows.read} = ${rows.imported} inlästa + ${rows.leftOut} utelämnade`,
    `Kronor: ${kr(kronor.read)} = ${kr(kronor.imported)} inlästa + ${kr(kronor.leftOut)} utelämnade`,
    "",
  ].join("\n");
}
