import { Refusal } from "../../shared/errors.ts";
import { decisionLetter } from "../../shared/letter/decision-letter.ts";
import { authorityOn } from "../../shared/programmes/rules-of-round.ts";
import { legible, type LetterFormat, plainLetter } from "../../shared/letter/letter.ts";
import { sha256OfBytes } from "../audit.ts";
import type { Handlers } from "../context.ts";
import { writeDocx } from "../letters/docx.ts";
import { writePdf } from "../letters/pdf.ts";
import type { Decision, Dispatch, KeptFile } from "../store/kept.ts";
import { chainChange, change } from "./change.ts";
import { completionWithLetter } from "./completions.ts";
import { decisionIn, refuseBefore } from "./decision.ts";
import { type LetterCase, letterCase, letterFacts } from "./letter-facts.ts";
import { caseRound, roundOf } from "./rounds.ts";

const writers: Readonly<Record<LetterFormat, typeof writeDocx>> = {
  docx: (letter) => writeDocx(legible(letter)),
  pdf: (letter) => writePdf(legible(letter)),
};

export const letterHandlers = {
  async letter({ round: id, decision: decisionId, code, format }, context) {
    const { store } = context;
    const round = roundOf(id);
    const decisions = await store.decisions(round.id);
    const decision = decisionIn(decisions, round, decisionId);
    refuseOthers(decision, [code]);
    const sent = (await store.entries("dispatches", round.id))
      .map(({ value }) => value)
      .filter((one) => one.decision === decision.id && one.letters.some((letter) => letter.code === code))
      // Entries come by their ids, where 10 is before 9.
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
    const same = sent.find((one) => one.format === format);
    const kept = same && (await store.file(same.letters.find((letter) => letter.code === code)!.sha256));
    const heads = await store.heads([round.id, caseRound(round).id]);
    const on = await letterCase(context, round, [heads[0]!, heads[1]!], decision, decisions);
    const bytes = kept ?? (await written(on, code, format));
    const first = same ?? sent[0];
    return {
      name: nameOfFile(decision.id, on.nameOf(`${round.kind}:${code}`), format),
      sha256: sha256OfBytes(bytes),
      base64: Buffer.from(bytes).toString("base64"),
      dispatched: first === undefined ? null : { date: first.date, way: first.way },
    };
  },

  async completionLetter({ year, completion: id, format }, context) {
    const found = await completionWithLetter(context, year, id);
    if (found === null)
      throw new Refusal("not-found", `Begäran ${id} finns inte. Välj en begäran om komplettering i ärendet.`);
    // The answer is to name the request, so that is what the letter goes by.
    const by = { authority: authorityOn(found.round, found.asked), reference: `Begäran ${id}` };
    const bytes = await writers[format](plainLetter(found.letter, by));
    return {
      name: nameOfFile("komplettering", found.name, format),
      sha256: sha256OfBytes(bytes),
      base64: Buffer.from(bytes).toString("base64"),
    };
  },

  async dispatch({ round: id, decision: decisionId, codes, date, way, format, again }, context) {
    const round = roundOf(id);
    return await change(context, [round.id, caseRound(round).id], async ([head, caseHead], at) => {
      const decisions = await context.store.decisions(round.id);
      const decision = decisionIn(decisions, round, decisionId);
      if (decision.state !== "decided" || decision.date === null)
        throw new Refusal(
          "wrong-state",
          `${decisionId} är inte fattat. Ett beslut expedieras när det är fattat.`,
        );
      refuseBefore(date, decision.date, "beslutet");
      refuseOthers(decision, codes);
      const sent = await context.store.entries("dispatches", round.id);
      const same = sent
        .map(({ value }) => value)
        .filter((one) => one.decision === decision.id && one.way === way && one.format === format);
      if (!again) refuseSent(same, codes);
      const on = await letterCase(context, round, [head!, caseHead!], decision, decisions);
      const files: KeptFile[] = [];
      for (const code of codes) {
        const bytes = await written(on, code, format);
        files.push({ sha256: sha256OfBytes(bytes), bytes });
      }
      const letters = codes.map((code, i) => ({ code, sha256: files[i]!.sha256 }));
      const dispatch = { decision: decision.id, date, way, by: context.principal.id, format, letters };
      const chain = await chainChange(context, round, head!, at, {
        action: "beslut expedierat",
        details: { ...dispatch },
        effectiveDate: date,
      });
      const entry = {
        kind: "dispatches",
        group: round.id,
        id: `${decision.id}-${head!.seq + 1}`,
        version: 0,
        value: dispatch,
      } as const;
      return {
        chains: [chain],
        entries: [entry],
        files,
        answer: { id: entry.id, recipients: codes.length, total: 0 },
      };
    });
  },
} satisfies Partial<Handlers>;

async function written(on: LetterCase, code: string, format: LetterFormat): Promise<Uint8Array> {
  return await writers[format](decisionLetter(letterFacts(on, code)));
}

function refuseOthers({ id, lines }: Decision, codes: readonly string[]): void {
  const other = codes.find((code) => !lines.some((line) => line.code === code));
  if (other !== undefined)
    throw new Refusal(
      "not-found",
      `Mottagare ${other} finns inte i beslutet ${id}. Välj en mottagare i bilagan.`,
    );
}

/** Nobody is sent the same letter twice by mistake, however often the button is pressed. */
function refuseSent(same: readonly Dispatch[], codes: readonly string[]): void {
  const known = new Map(
    same.flatMap(({ date, letters }) => letters.map(({ code }) => [code, date] as const)),
  );
  const [first, ...more] = codes.filter((code) => known.has(code));
  if (first === undefined) return;
  const others = more.length === 0 ? "" : ` och ${String(more.length)} till`;
  throw new Refusal(
    "wrong-state",
    `Mottagare ${first}${others} har redan fått beslutet på samma sätt, den ${known.get(first)!}. Hämta beslutet på nytt och expediera till dem som är kvar, eller välj ett annat sätt eller format.`,
    { codes: [first, ...more] },
  );
}

/** A file name that every system takes: letters, digits, spaces and hyphens of the one it is to. */
function nameOfFile(what: string, to: string, format: LetterFormat): string {
  const name = to.replaceAll(/[^\p{L}\p{N} -]/gu, "").slice(0, 60);
  return `${what} ${name.trim()}.${format}`;
}
