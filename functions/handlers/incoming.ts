import type { RouteInput, RouteOutput } from "../../shared/api.ts";
import type { CaseKey } from "../../shared/case/case.ts";
import { tooLargeFile } from "../../shared/case/files.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Round } from "../../shared/programme.ts";
import { swedishDay, swedishTime } from "../../shared/swedish-day.ts";
import { sha256 } from "../audit.ts";
import type { Context, Handlers } from "../context.ts";
import type { IncomingDocument, Placement, TypeChange } from "../store/kept.ts";
import type { ChainChange } from "../store/model.ts";
import { caseRoundOf } from "./case-facts.ts";
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
    const documents = await standingDocuments(context, year);
    return {
      documents: documents.map(incoming).sort((a, b) => (a.registered.at < b.registered.at ? -1 : 1)),
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
    const documents = await standingDocuments(context, year);
    const perDocument = await Promise.all(
      documents.map(async (document) => {
        const { id, name, type, rows, placed } = document;
        const unidentified = rows === 0 ? [] : await context.store.unidentified(year, id);
        const whole = rows === 0 && casesWith(document).length === 0;
        return [...(whole ? [{ row: null, cells: [] }] : []), ...unidentified]
          .filter((one) => one.row === null || !placed.some(({ row }) => row === one.row))
          .map(({ row, cells }) => ({ document: id, name, type, row, cells: [...cells] }));
      }),
    );
    return { unplaced: perDocument.flat() };
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

export async function documentOfYear(context: Context, year: number, id: string): Promise<StandingDocument> {
  const found = (await standingDocuments(context, year)).find((one) => one.id === id);
  if (found) return found;
  throw new Refusal("not-found", `Handlingen finns inte bland handlingarna ${year}. Välj en i listan.`);
}

/** A document is found among those of its year alone. */
export function refuseOtherYear(year: number, round: Round): void {
  if (round.year === year) return;
  throw new Refusal(
    "rules-broken",
    `${round.name} hör till ${round.year}, men handlingen till ${year}. Välj ett ärende ${year}, eller registrera handlingen ${round.year}.`,
    { year: round.year },
  );
}

/** A document as it stands: `type` is what it is taken for now. */
export interface StandingDocument extends Document {
  readonly retyped: readonly TypeChange[];
  /** Where people have put it, or rows of it, since it was registered. */
  readonly placed: readonly Placement[];
}

export async function standingDocuments(
  { store }: Context,
  year: number,
): Promise<readonly StandingDocument[]> {
  const group = String(year);
  const [documents, placements, changes] = await Promise.all([
    store.documents(year),
    store.entries("placements", group),
    store.entries("typeChanges", group),
  ]);
  return documents.map((document) => {
    const retyped = changes.find(({ id }) => id === document.id)?.value ?? [];
    const placed = placements.map(({ value }) => value).filter((one) => one.document === document.id);
    return { ...document, type: retyped.at(-1)?.to ?? document.type, retyped, placed };
  });
}

/** The cases that a document is in: those it was registered in, and those it was put in. */
export function casesWith({ cases = [], placed }: StandingDocument): readonly CaseKey[] {
  return [...cases, ...placed];
}

export function isInCase(document: StandingDocument, { round, recipient }: CaseKey): boolean {
  return casesWith(document).some((one) => one.round === round && one.recipient === recipient);
}

type Incoming = RouteOutput<"documents">["documents"][number];

/** A document as lists show it. */
export function incoming(document: StandingDocument): Incoming {
  const { id, type, name, sha256: sum, size = null, received, time = null, channel, dnr } = document;
  const { sender = null, registeredByName: by = "", registeredAt: at, rows, retyped } = document;
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
    retyped: retyped.map(({ from, reason, changed }) => ({ from, reason, changed })),
    rows,
    cases: casesWith(document).length,
  };
}
