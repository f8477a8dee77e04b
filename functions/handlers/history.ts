import type { RouteInput, RouteOutput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import { fingerprint, type HistoryLayout } from "../../shared/history/layout.ts";
import { type HistoryReading, type LeftOut, openingKey } from "../../shared/history/read-history.ts";
import type { Names } from "../../shared/history/read-recipient.ts";
import { type ChosenSheet, proposeSheets, readOldSheets } from "../../shared/history/read-workbook.ts";
import { formatKronor } from "../../shared/money.ts";
import { buildNameIndex } from "../../shared/names.ts";
import { canonical, sha256 } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { Entry, HistoryImport, KeptFile, KeptMapping } from "../store/kept.ts";
import type { Store } from "../store/model.ts";
import { actOn, change, conflict } from "./change.ts";
import { importGroup as group, openingBalances, readingOf, thatFit } from "./opening-balances.ts";
import { register } from "./rounds.ts";

/** Imports belong to no round: their acts stand in the chain of the system. */
const chain = "system";

const names: Names = { register, index: buildNameIndex(register.entries) };

const layoutId = (layout: HistoryLayout): string => sha256(fingerprint(layout));

const chosen = ({ sheets }: RouteInput<"importHistory">): ChosenSheet[] =>
  sheets.map(({ mapping, ...sheet }) => ({ sheet, mapping }));

/** The mappings that officials have confirmed, by layout, and the entry that says where they are. */
async function mappingsIn({ store }: Context): Promise<{
  readonly entry: Entry<"historyMappings"> | null;
  readonly confirmed: ReadonlyMap<string, KeptMapping>;
}> {
  const entry = await store.entry("historyMappings", group, group);
  if (entry === null) return { entry, confirmed: new Map() };
  const kept = await json<Readonly<Record<string, KeptMapping>>>(store, entry.value.file);
  return { entry, confirmed: new Map(Object.entries(kept)) };
}

async function json<T>(store: Store, sum: string): Promise<T> {
  const bytes = await store.file(sum);
  if (bytes === null) throw new Error(`the file ${sum} is gone`);
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

function asFile(content: object): KeptFile {
  const bytes = new TextEncoder().encode(canonical(content));
  return { sha256: sha256(bytes), bytes };
}

/** An answer holds 6 MB: of what is left out, so many are told, first those that can be answered. */
const mostToldOf = 2_000;
const longestValue = 200;

/** What is told of a reading; the last line says how many more were left out, and the kronor of them. */
function toldOf(reading: HistoryReading): HistoryReading {
  const { leftOut } = reading;
  const first = [
    ...leftOut.filter(({ question }) => question),
    ...leftOut.filter(({ question }) => !question),
  ];
  const chosen = new Set(first.slice(0, mostToldOf));
  const rest = leftOut.filter((one) => !chosen.has(one));
  const more: LeftOut[] = rest.slice(0, 1).map(({ sheet, cell }) => ({
    sheet,
    cell,
    value: "",
    what: "row",
    why: `${rest.length} utelämnade till visas inte, den första här. Rätta eller besvara dem som visas, eller läs in färre rader åt gången.`,
    kronor: rest.reduce((sum, { kronor }) => sum + kronor, 0),
  }));
  const shown = leftOut
    .filter((one) => chosen.has(one))
    .map((one) => ({ ...one, value: one.value.slice(0, longestValue) }));
  const fewer = `${reading.balances.length} ingångssaldon är fler än vad som ryms i ett svar. Läs in några blad i taget.`;
  return { ...reading, balances: thatFit(reading.balances, fewer), leftOut: [...shown, ...more] };
}

async function keysOf(context: Context): Promise<Set<string>> {
  return new Set((await openingBalances(context)).map(openingKey));
}

async function entryOf({ store }: Context, id: string): Promise<Entry<"historyImport">> {
  const entry = await store.entry("historyImport", group, id);
  if (entry === null) throw new Refusal("not-found", "Importen finns inte. Välj en import i listan.");
  return entry;
}

/** An import as it is told: without the address of what it read. */
const told = ({ result: _, years: _years, ...value }: HistoryImport): RouteOutput<"importHistory"> => value;

export const historyHandlers = {
  async previewHistory(input, context) {
    const { confirmed: saved } = await mappingsIn(context);
    const sheets = proposeSheets(chosen(input), (layout) => saved.get(layoutId(layout))?.mapping ?? null);
    return {
      sheets: sheets.map(({ sheet, layout, mapping, fault }) => ({
        name: sheet.name,
        headingRow: layout === null ? null : layout.headingRow + 1,
        headings: layout === null ? [] : layout.headings.map((parts) => parts.join(" ")),
        mapping,
        saved: (layout === null ? undefined : saved.get(layoutId(layout)))?.confirmed ?? null,
        fault,
      })),
      reading: toldOf(readOldSheets(sheets, names, await keysOf(context))),
    } as RouteOutput<"previewHistory">;
  },

  async importHistory(input, context) {
    return await change(context, [chain], async ([head], at) => {
      const { store, principal } = context;
      const confirmed = { by: principal.name, at };
      // Nothing is read as proposed that nobody has confirmed.
      const picked = chosen(input).map(({ sheet, mapping = null }) => ({ sheet, mapping }));
      const sheets = proposeSheets(picked, () => null);
      const faulty = sheets.find(({ mapping, fault }) => mapping !== null && fault !== null);
      if (faulty !== undefined)
        throw new Refusal("rules-broken", `Bladet ${faulty.sheet.name}: ${faulty.fault!}`);
      const reading = readOldSheets(sheets, names, await keysOf(context));
      if (reading.balances.length === 0)
        throw new Refusal("rules-broken", "Ingen rad går att läsa in. Förhandsvisningen säger varför.", {
          leftOut: reading.leftOut.slice(0, 50),
        });
      const result = asFile(reading);
      const known = await store.entries("historyImport", group);
      const value: HistoryImport = {
        id: `${input.file.sha256.slice(0, 16)}-${known.filter(({ value: { file } }) => file.sha256 === input.file.sha256).length + 1}`,
        file: input.file,
        rows: reading.rows,
        kronor: reading.kronor,
        imported: confirmed,
        withdrawn: null,
        result: result.sha256,
        years: [...new Set(reading.balances.map(({ year }) => year))],
      };
      const before = await mappingsIn(context);
      const mappings = asFile({
        ...Object.fromEntries(before.confirmed),
        ...Object.fromEntries(
          sheets.flatMap(({ layout, mapping }) =>
            layout === null || mapping === null ? [] : [[layoutId(layout), { mapping, confirmed }] as const],
          ),
        ),
      });
      return {
        chains: [
          actOn(head!, {
            action: "historik inläst",
            details: {
              import: value.id,
              file: input.file.name,
              sha256: input.file.sha256,
              result: value.result,
            },
          }),
        ],
        files: [result, mappings],
        entries: [
          { kind: "historyImport", group, id: value.id, version: 0, value },
          {
            kind: "historyMappings",
            group,
            id: group,
            version: before.entry?.version ?? 0,
            value: { file: mappings.sha256 },
          },
        ],
        answer: told(value),
      };
    });
  },

  async historyImports(_, { store }) {
    const imports = await store.entries("historyImport", group);
    const inOrder = imports.map(({ value }) => told(value));
    return { imports: inOrder.sort((a, b) => (a.imported.at < b.imported.at ? -1 : 1)) };
  },

  async historyImport({ id }, context) {
    const { value } = await entryOf(context, id);
    return {
      ...told(value),
      reading: toldOf(await readingOf(context, value)),
    } as RouteOutput<"historyImport">;
  },

  async withdrawHistory({ id, ground }, context) {
    return await change(context, [chain], async ([head], at) => {
      const entry = await entryOf(context, id);
      const { withdrawn, kronor, rows } = entry.value;
      if (withdrawn !== null) throw conflict("importen", { withdrawn });
      const value = { ...entry.value, withdrawn: { by: context.principal.name, at, ground } };
      return {
        chains: [
          actOn(head!, {
            action: "historik återtagen",
            details: {
              import: id,
              ground: sha256(ground),
              rows: rows.imported,
              kronor: formatKronor(kronor.imported),
            },
          }),
        ],
        entries: [{ ...entry, value }],
        answer: told(value),
      };
    });
  },

  async openingBalances({ year }, context) {
    const all = await openingBalances(context, year);
    return {
      balances: [
        ...thatFit(
          all,
          `${all.length} ingångssaldon är fler än vad som ryms i ett svar. Hämta ett år i taget.`,
        ),
      ],
    };
  },
} satisfies Partial<Handlers>;
