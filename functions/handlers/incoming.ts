import type { RouteInput, RouteOutput } from "../../shared/api.ts";
import type { CaseKey } from "../../shared/case/case.ts";
import { tooLargeFile } from "../../shared/case/files.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Round } from "../../shared/programme.ts";
import type { RecipientId } from "../../shared/recipient.ts";
import { swedishDay, swedishTime } from "../../shared/swedish-day.ts";
import { sha256 } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { Entry, IncomingDocument, Placement, Rows, Versioned } from "../store/kept.ts";
import type { ChainChange } from "../store/model.ts";
import { applicantAs } from "./applicants.ts";
import { caseRoundOf, loadCases, roundsOfCase } from "./case-facts.ts";
import { actInRound, actOn, change } from "./change.ts";
import { answering } from "./answering.ts";
import { keptSize, refuseStrangeDay, refuseStrangeYear } from "./documents.ts";
import { roundOf, yearChain } from "./rounds.ts";

type Document = Omit<IncomingDocument, "unidentified">;

export const incomingHandlers = {
  async keepFile({ name, sha256: sum, base64 }, context) {
    const bytes = Buffer.from(base64, "base64");
    const tooLarge = tooLargeFile(name, bytes.length);
    if (tooLarge !== null) throw new Refusal("too-large", tooLarge);
    if (sha256(bytes) !== sum)
      throw new Refusal("rules-broken", `Filen ${name} kom inte fram hel. Skicka den igen.`);
    return await change(context, [], async () => {
      const known = (await keptSize(context, sum)) !== null;
      const size = bytes.length;
      return {
        chains: [],
        ...(!known && {
          files: [{ sha256: sum, bytes }],
          entries: [{ kind: "keptFiles", group: "sha256", id: sum, version: 0, value: { size } }],
        }),
        answer: { sha256: sum, size, known },
      };
    });
  },

  async registerDocument(input, context) {
    const { year, type, file, sender, received, time, channel, dnr } = input;
    refuseStrangeYear(year, context.now());
    const touched = [...new Set(input.cases.map(({ round }) => round))];
    for (const one of input.cases) refuseOtherYear(year, await caseRoundOf(context, one as CaseKey));
    return await change(context, [yearChain(year), ...touched], async ([head, ...heads], at) => {
      refuseStrangeDay(received, at);
      const documents = await context.store.documents(year);
      refuseKnown(documents, file);
      const size = await keptSize(context, file.sha256);
      if (size === null)
        throw new Refusal("wrong-state", `Filen ${file.name} är inte bevarad än. Skicka den först.`);
      const id = `handling-${file.sha256.slice(0, 16)}`;
      const { principal } = context;
      const cases = input.cases as readonly CaseKey[];
      const answered = type === "completion" ? await answering(context, cases, heads, id, received) : [];
      const document: IncomingDocument = {
        id,
        year,
        type,
        ...file,
        size,
        received,
        time,
        channel,
        dnr,
        sender,
        cases,
        registeredBy: principal.id,
        registeredByName: principal.name,
        registeredAt: at,
        rows: 0,
        unidentified: [],
      };
      const details = { document: id, sha256: file.sha256, type };
      const act = { action: "handling registrerad", details };
      return {
        chains: [
          actOn(head!, act),
          ...heads.map((one): ChainChange => {
            const part = answered.find(({ round }) => round === one.chain);
            const recipients = cases.flatMap(({ round, recipient }) =>
              round === one.chain ? [recipient] : [],
            );
            return actInRound(
              roundOf(one.chain),
              one,
              { ...act, details: { ...details, recipients } },
              part === undefined ? {} : { cases: part.rows },
            );
          }),
        ],
        documents: [document],
        answer: { document: id, answered: answered.flatMap(({ ids }) => ids) },
      };
    });
  },

  async documents({ year }, context) {
    refuseStrangeYear(year, context.now());
    const [documents, placed] = await Promise.all([context.store.documents(year), placedIn(context, year)]);
    return {
      documents: documents
        .map((one) => incoming(one, placed))
        .sort((a, b) => (a.registered.at < b.registered.at ? -1 : 1)),
    };
  },

  async documentFile({ year, document: id }, context) {
    const { name, sha256: sum } = await documentOfYear(context, year, id);
    const bytes = await context.store.file(sum);
    if (bytes === null)
      throw new Refusal(
        "not-found",
        `Filen till ${name} är inte bevarad här: bara namn och kontrollsumma registrerades. Se diariet.`,
      );
    if (sha256(bytes) !== sum) throw new Error("a kept file is not what it was registered as");
    return { name, sha256: sum, base64: Buffer.from(bytes).toString("base64") };
  },

  async unplaced({ year }, context) {
    refuseStrangeYear(year, context.now());
    const [documents, placed] = await Promise.all([context.store.documents(year), placedIn(context, year)]);
    const perDocument = await Promise.all(
      documents.map(async ({ id, name, type, cases = [], rows }) => {
        const own = placed.filter(({ document }) => document === id);
        const unidentified = rows === 0 ? [] : await context.store.unidentified(year, id);
        const whole = rows === 0 && cases.length === 0 && own.length === 0;
        return [...(whole ? [{ row: null, cells: [] }] : []), ...unidentified]
          .filter((one) => one.row === null || !own.some(({ row }) => row === one.row))
          .map(({ row, cells }) => ({ document: id, name, type, row, cells: [...cells] }));
      }),
    );
    return { unplaced: perDocument.flat() };
  },

  async place({ year, document: id, row, ...key }, context) {
    const at = key as CaseKey;
    const round = await caseRoundOf(context, at);
    refuseOtherYear(year, round);
    const chains = roundsOfCase(round).map((one) => one.id);
    return await change(context, chains, async (heads) => {
      const document = await documentOfYear(context, year, id);
      const entry = placement(year, { document: id, row, ...at });
      await refusePlaced(context, document, entry);
      const cases = await loadCases(context, round, heads, [at.recipient]);
      const name = cases.name(at.recipient);
      if (row !== null) refuseOtherType(document, round);
      const rows = row === null ? {} : await placedRow(context, document, at.recipient, name, cases);
      return {
        chains: [
          actInRound(
            round,
            heads[0]!,
            {
              action: "handling förd till ärende",
              details: { document: id, row, recipient: at.recipient },
            },
            rows,
          ),
        ],
        entries: [entry],
        answer: { id: entry.id },
      };
    });
  },
} satisfies Partial<Handlers>;

function refuseKnown(documents: readonly Document[], file: RouteInput<"registerDocument">["file"]): void {
  const known = documents.find((one) => one.sha256 === file.sha256);
  if (known === undefined) return;
  const { registeredByName: by = "en kollega", registeredAt: at } = known;
  throw new Refusal(
    "wrong-state",
    `Filen ${file.name} är redan registrerad som ${known.name}, av ${by} ${swedishDay(at)} kl. ${swedishTime(at)}. För den till ärendet i stället för att registrera den igen.`,
    { document: known.id },
  );
}

async function documentOfYear(context: Context, year: number, id: string): Promise<Document> {
  const found = (await context.store.documents(year)).find((one) => one.id === id);
  if (found) return found;
  throw new Refusal("not-found", `Handlingen finns inte bland handlingarna ${year}. Välj en i listan.`);
}

/** A document is found among those of its year alone. */
function refuseOtherYear(year: number, round: Round): void {
  if (round.year === year) return;
  throw new Refusal(
    "rules-broken",
    `${round.name} hör till ${round.year}, men handlingen till ${year}. Välj ett ärende ${year}, eller registrera handlingen ${round.year}.`,
    { year: round.year },
  );
}

/** A row that asks for money is placed where such are taken. */
function refuseOtherType({ name, type }: Document, round: Round): void {
  const takes = round.route === "grant" ? "applications" : "requisitions";
  if ((type !== "applications" && type !== "requisitions") || type === takes) return;
  throw new Refusal(
    "wrong-state",
    type === "applications"
      ? `${name} är en handling med ansökningar, och ${round.name} rekvireras. Välj ett ärende i en omgång som söks.`
      : `${name} är en handling med rekvisitioner, och ${round.name} söks. Välj ett ärende i en omgång som rekvireras.`,
  );
}

/** What people have put in cases during a year. */
export async function placedIn({ store }: Context, year: number): Promise<readonly Placement[]> {
  return (await store.entries("placements", String(year))).map(({ value }) => value);
}

/** A row is placed once; a whole document once in each case. */
function placement(year: number, value: Placement): Entry<"placements"> {
  const { document, row, round, recipient } = value;
  const id = `${document} ${row === null ? `${round} ${recipient}` : String(row)}`;
  return { kind: "placements", group: String(year), id, version: 0, value };
}

async function refusePlaced(
  { store }: Context,
  { id, name, year }: Document,
  entry: Entry<"placements">,
): Promise<void> {
  const { row } = entry.value;
  if (row !== null && !(await store.unidentified(year, id)).some((one) => one.row === row))
    throw new Refusal("not-found", `Rad ${row} i ${name} väntar inte på en mottagare. Hämta listan på nytt.`);
  if ((await store.entry("placements", entry.group, entry.id)) !== null)
    throw new Refusal("wrong-state", `${name} är redan förd till ett ärende. Hämta listan på nytt.`);
}

/** What names nobody has come in all the same: returned, unless the recipient already has something that stands. */
async function placedRow(
  context: Context,
  { id, type, received }: Document,
  recipient: RecipientId,
  name: string,
  { requisitions, applications, reports }: Awaited<ReturnType<typeof loadCases>>,
): Promise<ChainChange["rows"]> {
  const one = <R>(value: R): ReadonlyMap<RecipientId, Versioned<R>> =>
    new Map([[recipient, { version: 0, value }]]);
  const common = { name, state: "returned", received, document: id } as const;
  if (type === "requisitions" && !requisitions.has(recipient)) {
    const value: Rows["requisitions"] = {
      ...common,
      amount: null,
      wantsMore: false,
      orgnr: null,
      payee: null,
      contact: null,
      email: null,
      signatory: null,
      faults: ["kod-finns"],
    };
    return { requisitions: one(value) };
  }
  if (type === "applications" && !applications.some((rows) => rows.has(recipient))) {
    const value: Rows["applications"] = {
      ...common,
      ...(await applicantAs(context, recipient)),
      ...{ amount: null, carriedOver: null, activities: [], requirements: [], statement: null, members: [] },
      ...{ orgnr: null, payee: null, contact: null, email: null, signatory: null },
      ...{ faults: ["sokande-kand"], assessment: null, assessed: null },
    };
    return { applications: one(value) };
  }
  if (type === "report-backs" && !reports.has(recipient)) {
    const faults = ["mottagare-fick-medel"];
    return { reportBacks: one({ ...common, consumed: 0, repaid: 0, reasons: [], faults }) };
  }
  return {};
}

type Incoming = RouteOutput<"documents">["documents"][number];

/** A document as lists show it, with what has been placed in cases beside those it was registered in. */
export function incoming(document: Document, placed: readonly Placement[]): Incoming {
  const { id, type, name, sha256: sum, size = null, received, time = null, channel, dnr } = document;
  const { sender = null, registeredByName: by = "", registeredAt: at, rows, cases = [] } = document;
  return {
    id,
    type,
    name,
    sha256: sum,
    size,
    received,
    time,
    channel: channel as Incoming["channel"],
    dnr,
    sender,
    registered: { by, at },
    rows,
    cases: cases.length + placed.filter((one) => one.document === id).length,
  };
}
