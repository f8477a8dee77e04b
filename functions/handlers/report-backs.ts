import type { RouteOutput } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import { formatKronor } from "../../shared/money.ts";
import type { Round } from "../../shared/programme.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import { validateReportBacks } from "../../shared/report-back/validate.ts";
import type { FormQuestion, ReportForm } from "../../shared/report-form/form.ts";
import { reportRulesOf } from "../../shared/report-form/form-of-year.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Context, Handlers } from "../context.ts";
import type { ChainChange, EarlierReport, Head, ReportBackRow } from "../store/model.ts";
import { sha256 } from "../audit.ts";
import { actOn, atOneMoment, chainChange, change, conflict } from "./change.ts";
import { answering } from "./answering.ts";
import { changedIn, documentOf, refuseStale } from "./documents.ts";
import { namesOf } from "./names.ts";
import { answersOf, bookings, type LoadedAnswers, movesOf } from "./report-booking.ts";
import {
  awaitingDecision,
  dueBy,
  loadRounds,
  paidInYear,
  reportersIn,
  toAccount,
  withPostings,
} from "./report-rounds.ts";
import { replacedFile, replacedReports } from "./replaced-reports.ts";
import { roundsOfYear } from "./rounds.ts";
import { tagKey, tagsOn } from "./report-tags.ts";

const idsOf = (rounds: readonly Round[]): string[] => rounds.map(({ id }) => id);

async function loadAnswers(
  context: Context,
  rounds: readonly Round[],
  heads: readonly Head[],
  recipients?: readonly RecipientId[],
) {
  const loaded = await loadRounds(context, rounds, heads, recipients);
  return await Promise.all(
    loaded.map(async (one) => ({
      ...one,
      answers: await context.store.rows(one.head, "reportAnswers", recipients),
    })),
  );
}

export const reportBackHandlers = {
  async validateReportBacks(input, context) {
    const rounds = roundsOfYear(input.year);
    const loaded = await loadRounds(context, rounds, await context.store.heads(idsOf(rounds)));
    const today = swedishDay(context.now());
    const { problems, rowCount } = validateReportBacks(input, {
      year: input.year,
      paid: reportersIn(loaded),
      today,
    });
    return {
      rowCount,
      withoutProblems: rowCount - new Set(problems.map(({ row }) => row)).size,
      problems: [...problems],
    };
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
        today: swedishDay(at),
      });
      const { received, file } = input.document;
      const id = `aterrapporter-${file.sha256.slice(0, 16)}`;
      const booked = bookings(loaded, validation.reports, {
        document: { id, received },
        names: await namesOf(context, rounds, heads),
        at,
        by: context.principal.name,
      });
      const cases = booked.flatMap(({ reported }, i) =>
        reported.map((recipient) => ({ round: rounds[i]!.id, recipient })),
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
      const unidentified = validation.reports
        .filter(({ recipient }) => recipient === null)
        .map(({ row }) => row);
      return {
        chains,
        files: booked.flatMap(({ files }) => files),
        documents: [
          await documentOf(
            context,
            input,
            { id, type: "report-backs", rows: validation.rowCount, cases, unidentified },
            at,
          ),
        ],
        answer: {
          document: id,
          registered: first.filter(({ state }) => state === "submitted").length,
          returned: first.filter(({ state }) => state === "returned").length,
          unidentified: unidentified.length,
          corrections: rows.length - first.length,
        },
      };
    });
  },

  async reportBacks({ year }, context) {
    const rounds = roundsOfYear(year);
    const [loaded, changedOf, tags] = await Promise.all([
      atOneMoment(context, idsOf(rounds), (heads) => loadRounds(context, rounds, heads)),
      changedIn(context, year),
      tagsOn(context, year),
    ]);
    const sums = paidInYear(loaded);
    return {
      reportBacks: loaded.flatMap(({ reports }) =>
        [...reports].sort(byId).map(([id, { version, value }]) => ({
          ...recipientKey(id),
          name: value.name,
          ...versionOf(value),
          paid: sums.get(id) ?? 0,
          awaitingDecision: awaitingDecision(loaded, id, value),
          toAccount: toAccount(loaded, id, value),
          dueBy: dueBy(rounds, id),
          late: value.received > dueBy(rounds, id),
          correction: value.proposed === undefined ? null : versionOf(value.proposed),
          tags: [...(tags.get(tagKey(id, null, null))?.tags ?? [])],
          tagsVersion: tags.get(tagKey(id, null, null))?.version ?? 0,
          version,
          changed: changedOf(value),
        })),
      ),
    };
  },

  async reportAnswers({ year }, context) {
    const rounds = roundsOfYear(year);
    const [loaded, tags] = await Promise.all([
      atOneMoment(context, idsOf(rounds), (heads) => loadAnswers(context, rounds, heads)),
      tagsOn(context, year),
    ]);
    return {
      reports: await Promise.all(
        loaded.flatMap(({ reports, answers }) =>
          [...reports].sort(byId).map(async ([id, row]) => {
            const form = reportRulesOf(year, recipientKey(id).kind).form.id;
            const value = answersOf(row.value, answers.get(id)?.value, form);
            return {
              ...recipientKey(id),
              name: row.value.name,
              ...onForm(value),
              correction: value.proposed === null ? null : onForm(value.proposed),
              earlier: (await replacedReports(context.store, value)).map((one) => ({
                ...versionOf(one.report),
                ...onForm(one),
                replacedAt: one.at,
                replacedBy: one.by,
                reason: one.reason,
              })),
            };
          }),
        ),
      ),
      tags: [...tags.values()].map((one) => ({ ...one, tags: [...one.tags] })),
    };
  },

  reportForms({ year }) {
    const kinds = [...new Set(roundsOfYear(year).map(({ kind }) => kind))];
    return Promise.resolve({
      forms: kinds.map((kind) => {
        const { form, carryOver } = reportRulesOf(year, kind);
        return { kind, form: formAsData(form), carryOver };
      }),
    });
  },

  /** Those that are to report and have sent no report in order by the day asked about. */
  async missingReportBacks({ year, asOf }, context) {
    const rounds = roundsOfYear(year);
    const day = asOf ?? swedishDay(context.now());
    const { loaded, names } = await atOneMoment(context, idsOf(rounds), async (heads) => ({
      loaded: await loadRounds(context, rounds, heads),
      names: await namesOf(context, rounds, heads),
    }));
    const good = new Set(
      loaded.flatMap(({ reports }) =>
        [...reports]
          .filter(([, { value }]) => value.state === "submitted" && value.received <= day)
          .map(([id]) => id),
      ),
    );
    return {
      missing: [...reportersIn(loaded)]
        .filter(([id]) => !good.has(id))
        .sort(byId)
        .map(([id, kronor]) => ({
          ...recipientKey(id),
          name: names(id),
          paid: kronor,
          dueBy: dueBy(rounds, id),
          late: day > dueBy(rounds, id),
        })),
    };
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

function versionOf({
  state,
  received,
  document,
  consumed,
  carriedOver = 0,
  repaid,
  reasons,
  faults,
}: ReportBackRow) {
  return {
    state,
    received,
    document,
    consumed,
    carriedOver,
    repaid,
    reasons: [...reasons],
    faults: [...faults],
  };
}

/** A form without its rules, which hold in the service. */
function formAsData(form: ReportForm): RouteOutput<"reportForms">["forms"][number]["form"] {
  const asData = ({ alternatives: _alternatives, options, optionsIn, ...question }: FormQuestion) => ({
    ...question,
    ...(options && { options: [...options] }),
    ...(optionsIn && {
      optionsIn: Object.fromEntries(Object.entries(optionsIn).map(([area, more]) => [area, [...more]])),
    }),
  });
  const { id, name, source, assumption } = form;
  return {
    id,
    name,
    source,
    assumption,
    areas: form.areas.map(({ heading, areas }) => ({ heading, areas: [...areas] })),
    questions: form.questions.map(asData),
    perArea: form.perArea.map(asData),
  };
}

function onForm({ form, answers }: Pick<EarlierReport, "form" | "answers">) {
  return {
    form,
    answers: answers.map(({ area, question, value }) => ({
      area,
      question,
      value: typeof value === "object" ? [...value] : value,
    })),
  };
}

function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
