import { Refusal } from "../../shared/errors.ts";
import { formatKronor } from "../../shared/money.ts";
import { tally } from "../../shared/problems.ts";
import { type RecipientId, recipientId } from "../../shared/recipient.ts";
import { validateReportBacks } from "../../shared/report-back/validate.ts";
import { reportRulesOf } from "../../shared/report-form/form-of-year.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Handlers } from "../context.ts";
import type { ChainChange } from "../store/model.ts";
import { sha256 } from "../audit.ts";
import { actOn, chainChange, change, conflict } from "./change.ts";
import { answering } from "./answering.ts";
import { documentOf, refuseStale } from "./documents.ts";
import { namesOf } from "./names.ts";
import { bookings, firstOfEach, type LoadedAnswers, movesOf } from "./report-booking.ts";
import {
  completionsIn,
  idsOf,
  loadAnswers,
  loadRounds,
  paidInYear,
  reclaimedInYear,
  reportersIn,
  withPostings,
} from "./report-rounds.ts";
import { replacedFile } from "./replaced-reports.ts";
import { roundsOfYear } from "./rounds.ts";
import { tagKey } from "./report-tags.ts";

export const reportBackHandlers = {
  async validateReportBacks(input, context) {
    const rounds = roundsOfYear(input.year);
    const loaded = await loadRounds(context, rounds, await context.store.heads(idsOf(rounds)));
    const today = swedishDay(context.now());
    const checked = validateReportBacks(input, {
      year: input.year,
      paid: reportersIn(loaded),
      reclaimed: reclaimedInYear(loaded),
      today,
    });
    return tally(checked);
  },

  async registerReportBacks(input, context) {
    const { year } = input;
    const rounds = roundsOfYear(year);
    return await change(context, idsOf(rounds), async (heads, at) => {
      const loaded = await withPostings(context, await loadAnswers(context, rounds, heads));
      await refuseStale(
        context,
        year,
        input.expected,
        loaded.map(({ reports }) => reports),
      );
      const validation = validateReportBacks(input, {
        year,
        paid: reportersIn(loaded),
        reclaimed: reclaimedInYear(loaded),
        today: swedishDay(at),
      });
      const { received, file } = input.document;
      const id = `aterrapporter-${file.sha256.slice(0, 16)}`;
      const booked = bookings(loaded, validation.reports, {
        document: { id, received },
        names: await namesOf(context, rounds, heads),
        completions: await completionsIn(context, heads),
        at,
        by: context.principal.name,
      });
      const cases = booked.flatMap((one, i) =>
        one.reported.map((recipient) => ({ round: rounds[i]!.id, recipient })),
      );
      const answered = await answering(context, cases, heads, id, received, "report");
      const parts = loaded.map((one, i) => ({ ...one, booked: booked[i]!, completed: answered[i]!.rows }));
      const touched = parts.filter(
        ({ booked: { moves, reports }, completed }) => moves.length + reports.size + completed.size > 0,
      );
      const chains = await Promise.all(
        // A document that changes nothing has come in all the same, and the first chain says so.
        (touched.length > 0 ? touched : parts.slice(0, 1)).map(
          ({ round, head, booked: { moves, reports, answers }, completed }) =>
            chainChange(context, round, head, at, {
              action: "återrapporter registrerade",
              details: { document: id, sha256: file.sha256, reports: reports.size },
              effectiveDate: received,
              moves,
              rows: {
                ...(reports.size > 0 && { reportBacks: reports }),
                ...(answers.size > 0 && { reportAnswers: answers }),
                ...(completed.size > 0 && { cases: completed }),
              },
            }),
        ),
      );
      const rows = booked.flatMap(({ reports }) => [...reports.values()].map(({ value }) => value));
      const first = rows.filter(({ proposed }) => proposed === undefined);
      const counted = new Set(firstOfEach(validation.reports));
      const unplaced = validation.reports.filter((one) => !counted.has(one)).map(({ row }) => row);
      return {
        chains,
        files: booked.flatMap(({ files }) => files),
        documents: [
          await documentOf(
            context,
            input,
            { id, type: "report-backs", rows: validation.rowCount, cases, unidentified: unplaced },
            at,
          ),
        ],
        answer: {
          document: id,
          registered: first.filter(({ state }) => state === "submitted").length,
          returned: first.filter(({ state }) => state === "returned").length,
          unidentified: unplaced.length,
          corrections: rows.length - first.length,
        },
      };
    });
  },

  async acceptCorrection({ year, document, reason, ...key }, context) {
    const rounds = roundsOfYear(year).filter(({ kind }) => kind === key.kind);
    const id = recipientId(key);
    return await change(context, idsOf(rounds), async (heads, at) => {
      const loaded = await withPostings(context, await loadAnswers(context, rounds, heads, [id]));
      const { home, row, kept, proposed, standing } = proposalIn(loaded, id, document);
      if (proposed.state === "returned")
        throw new Refusal(
          "rules-broken",
          `Den senare återrapporten från ${standing.name} har fel. Begär komplettering, och godta den när felen är rättade.`,
          { faults: proposed.faults },
        );
      if (standing.carryOver?.accounted)
        throw new Refusal(
          "wrong-state",
          `${standing.name} har redovisat sina överförda medel. Det som då är förbrukat ändras inte genom årets återrapport.`,
        );
      const out = paidInYear(loaded).get(id) ?? 0;
      const accountedFor = proposed.consumed + (proposed.carriedOver ?? 0) + proposed.repaid;
      if (accountedFor !== out && !reportRulesOf(year, key.kind).form.ofCounties)
        throw new Refusal(
          "rules-broken",
          `Den senare återrapporten från ${standing.name} redovisar ${formatKronor(accountedFor)} kronor, men ${formatKronor(out)} kronor är utbetalda: det har ändrats sedan den kom in. Begär en ny återrapport.`,
          { accountedFor, paid: out },
        );
      // Counted from when the first version came in: then the days between add up whatever the correction moves.
      const moves = movesOf(loaded, id, standing.received, {
        consumed: proposed.consumed,
        carriedOver: proposed.carriedOver ?? 0,
      });
      if (!moves.ok) throw new Refusal("rules-broken", moves.error);
      const { form, answers } = kept.value;
      const { replaced } = kept.value;
      const file = replacedFile({
        report: standing,
        form,
        answers,
        at,
        by: context.principal.name,
        reason,
        ...(replaced !== undefined && { replaced }),
      });
      const rows = {
        reportBacks: new Map([
          // The report came in when its first version did: a correction does not make it late.
          [id, { version: row.version, value: { ...standing, ...proposed, received: standing.received } }],
        ]),
        reportAnswers: new Map([
          [
            id,
            {
              version: kept.version,
              value: { ...kept.proposed, proposed: null, replaced: file.sha256 },
            },
          ],
        ]),
      };
      const chains = await Promise.all(
        loaded.flatMap(({ round, head }, i): Promise<ChainChange>[] =>
          i === home || moves.value[i]!.length > 0
            ? [
                chainChange(context, round, head, at, {
                  action: "återrapport rättad",
                  details: { recipient: id, document, replaces: standing.document, reason: sha256(reason) },
                  effectiveDate: standing.received,
                  moves: moves.value[i]!,
                  ...(i === home && { rows }),
                }),
              ]
            : [],
        ),
      );
      const { consumed, carriedOver = 0, repaid } = proposed;
      return { chains, files: [file], answer: { consumed, carriedOver, repaid } };
    });
  },

  async declineCorrection({ year, document, reason, ...key }, context) {
    const rounds = roundsOfYear(year).filter(({ kind }) => kind === key.kind);
    const id = recipientId(key);
    return await change(context, idsOf(rounds), async (heads, at) => {
      const loaded = await loadAnswers(context, rounds, heads, [id]);
      const { home, row, kept, proposed, standing } = proposalIn(loaded, id, document);
      const { replaced } = kept.value;
      const file = replacedFile({
        report: proposed,
        ...kept.proposed,
        at,
        by: context.principal.name,
        reason: `Avslagen: ${reason}`,
        ...(replaced !== undefined && { replaced }),
      });
      const { consumed, carriedOver = 0, repaid } = standing;
      return {
        chains: [
          {
            ...actOn(heads[home]!, {
              action: "rättelse av återrapport avslagen",
              details: { recipient: id, document, standing: standing.document, reason: sha256(reason) },
            }),
            rows: {
              reportBacks: new Map([[id, { version: row.version, value: standing }]]),
              reportAnswers: new Map([
                [
                  id,
                  {
                    version: kept.version,
                    value: { ...kept.value, proposed: null, replaced: file.sha256 },
                  },
                ],
              ]),
            },
          },
        ],
        files: [file],
        answer: { consumed, carriedOver, repaid },
      };
    });
  },

  async tagReportBack({ year, kind, code, area, question, tags, version }, context) {
    const rounds = roundsOfYear(year).filter((round) => round.kind === kind && round.topUpOf === null);
    const id = recipientId({ kind, code });
    return await change(context, idsOf(rounds), async ([head], at) => {
      const reports = head === undefined ? null : await context.store.rows(head, "reportBacks", [id]);
      if (head === undefined || !reports?.has(id))
        throw new Refusal("not-found", "Mottagaren har ingen återrapport för året. Hämta på nytt.");
      const key = tagKey(id, area, question);
      const known = await context.store.entry("reportTags", String(year), key);
      if ((known?.version ?? 0) !== version) throw conflict("taggarna");
      const value = { tags: [...new Set(tags)], changed: { by: context.principal.name, at } };
      return {
        chains: [
          actOn(head, {
            action: "egna taggar ändrade",
            details: { on: key, tags: value.tags.map((tag) => sha256(tag)) },
          }),
        ],
        entries: [{ kind: "reportTags", group: String(year), id: key, version, value }],
        answer: { version: version + 1 },
      };
    });
  },
} satisfies Partial<Handlers>;

/** The proposal of a recipient that an officer has read, and the report that stands beside it. */
function proposalIn(
  loaded: readonly Pick<LoadedAnswers[number], "reports" | "answers">[],
  id: RecipientId,
  document: string,
) {
  const home = loaded.findIndex(({ reports }) => reports.has(id));
  const [row, kept] = [loaded[home]?.reports.get(id), loaded[home]?.answers.get(id)];
  if (!row?.value.proposed || !kept?.value.proposed)
    throw new Refusal(
      "not-found",
      "Det finns ingen senare återrapport att godta eller avslå. Hämta på nytt.",
    );
  const { proposed, ...standing } = row.value;
  if (proposed.document !== document) throw conflict(`återrapporten från ${standing.name}`);
  return { home, row, kept: { ...kept, proposed: kept.value.proposed }, proposed, standing };
}
