import type { RouteOutput } from "../../shared/api.ts";
import { isAnsweredLate } from "../../shared/case/case.ts";
import { recipientKey } from "../../shared/recipient.ts";
import type { FormQuestion, ReportForm } from "../../shared/report-form/form.ts";
import { reportRulesOf } from "../../shared/report-form/form-of-year.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Handlers } from "../context.ts";
import type { EarlierReport, ReportBackRow } from "../store/kept.ts";
import { atOneMoment } from "./change.ts";
import { changedIn } from "./documents.ts";
import { namesOf } from "./names.ts";
import { replacedReports } from "./replaced-reports.ts";
import { answersOf } from "./report-booking.ts";
import {
  awaitingDecision,
  completionsIn,
  dueBy,
  idsOf,
  loadAnswers,
  loadRounds,
  missingIn,
  paidInYear,
  toAccount,
} from "./report-rounds.ts";
import { tagKey, tagsOn } from "./report-tags.ts";
import { roundsOfYear } from "./rounds.ts";

/** What has been reported, and what has not: nothing here changes anything. */
export const reportListHandlers = {
  async reportBacks({ year }, context) {
    const rounds = roundsOfYear(year);
    const [{ loaded, completions }, changedOf, tags] = await Promise.all([
      atOneMoment(context, idsOf(rounds), async (heads) => ({
        loaded: await loadRounds(context, rounds, heads),
        completions: await completionsIn(context, heads),
      })),
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
          late: value.received > dueBy(rounds, id) || isAnsweredLate(completions(id), "report"),
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
    return {
      missing: [...missingIn(loaded, day)].sort(byId).map(([id, kronor]) => ({
        ...recipientKey(id),
        name: names(id),
        paid: kronor,
        dueBy: dueBy(rounds, id),
        late: day > dueBy(rounds, id),
      })),
    };
  },
} satisfies Partial<Handlers>;

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
