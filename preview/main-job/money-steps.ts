import { formatKronor } from "../../shared/money.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { redistributionTerms } from "../sample/sample-year.ts";
import type { Desk } from "./desk.ts";
import { actKey, type Job, populationDate, rounds, yearNumber } from "./job.ts";

const ground = "Exempeldata: beslut i huvudjobbet";

const kr = (kronor: number): string => `${formatKronor(kronor)} kr`;

/** Imports SCB's population (administratör), as it would be read from a sheet with a code and a number on each row. */
export async function importPopulation(job: Job): Promise<string> {
  const table = swedishRegister().populationOn(populationDate);
  const rows = [...(table?.inhabitants.municipality ?? [])].map(([code, inhabitants], at) => ({
    row: at + 2,
    code,
    inhabitants,
  }));
  const { recipients, total } = await job.as("adam")(
    "importPopulation",
    {
      date: populationDate,
      source: table?.source ?? "",
      sheet: "Folkmängd",
      columns: { code: "A", inhabitants: "B" },
      rows,
    },
    actKey(job, "folkmangd", populationDate),
  );
  return `${populationDate}: ${formatKronor(total)} invånare, ${recipients} kommuner och regioner`;
}

/** Prepares (handläggare) and fixes (beslutsfattare) the keys of these rounds, with the add-in's commands. */
export async function fixKeys(
  job: Job,
  { commands }: Pick<Desk, "commands">,
  ids: readonly string[],
  date: string,
): Promise<string> {
  for (const [done, round] of ids.entries()) {
    job.progress(done, ids.length, round);
    const keys = (await decisionsOf(job, round)).filter(({ kind }) => kind === "key");
    if (keys.some(({ state }) => state === "decided")) continue;
    const prepared = keys.find(({ state }) => state === "prepared");
    const { id } = prepared ?? (await commands("hanna").prepareKey(round, {}));
    await commands("bo").fixKey(round, id, { date, dnr: `Exempel ${round} nyckel`, ground });
  }
  const keys = await Promise.all(ids.map((round) => job.as("hanna")("allocation", { round })));
  return keys
    .map(({ round, total, allotments }) => `${round}: ${kr(total)} till ${allotments.length} mottagare`)
    .join("\n");
}

/** Closes the windows: what was not requisitioned goes to the pool, and in round 1 out again to those who want more. */
export async function redistributeAll(job: Job): Promise<string> {
  const open = (await status(job)).filter(({ id, closed }) => !closed && routeOf(id) === "requisition");
  for (const [done, { id: round }] of open.entries()) {
    job.progress(done, open.length, round);
    const first = await job.as("bo")("previewRedistribution", { round });
    const terms = {
      ...redistributionTerms(job.year, first.pool),
      ...(job.ceiling !== null && { ceiling: job.ceiling }),
    };
    const { pool, shares } = await job.as("bo")("previewRedistribution", { round, ...terms });
    await job.as("bo")(
      "decideRedistribution",
      {
        round,
        ...terms,
        seen: { pool, shares: shares.map(({ code, amount }) => ({ code, amount })) },
        date: "2022-10-15",
        dnr: `Exempel ${round} omfördelning`,
        ground,
      },
      actKey(job, "omfordela", round),
    );
  }
  const now = await status(job);
  const decided = (await decisionsOf(job, "2022-kommun-1")).find(({ kind }) => kind === "redistribution");
  const left = now.reduce((sum, { pool }) => sum + pool, 0);
  return `${kr(decided?.total ?? 0)} omfördelade till ${decided?.recipients ?? 0} kommuner; ${kr(left)} stannar på anslagsposten`;
}

/** Prepares (handläggare) and decides (beslutsfattare) what was requisitioned, with the add-in's commands. */
export async function decideAll(job: Job, { commands }: Pick<Desk, "commands">): Promise<string> {
  const open = (await status(job)).filter(({ accounts }) => accounts.allotted > 0);
  for (const [done, { id: round }] of open.entries()) {
    job.progress(done, open.length, round);
    const prepared = (await decisionsOf(job, round)).find(
      ({ kind, state }) => kind === "requisitions" && state === "prepared",
    );
    const { id: decision } = prepared ?? (await commands("hanna").prepareDecision(round));
    const act = { date: "2022-10-20", dnr: `Exempel ${round} beslut`, ground };
    await commands("bo").decide({ round, decision, ...act });
  }
  const decisions = (await Promise.all(rounds.map(({ id }) => decisionsOf(job, id)))).flat();
  const decided = decisions.filter(({ kind, state }) => kind === "requisitions" && state === "decided");
  return `${decided.length} beslut, ${kr(decided.reduce((sum, { total }) => sum + total, 0))}`;
}

/** Registers what was decided on the applications of NGOs. */
export async function registerGrants(job: Job): Promise<string> {
  const round = "2022-ideell";
  if ((await decisionsOf(job, round)).length === 0) {
    const grants = job.year.grants.map((grant) => ({ ...grant, orgnr: null }));
    await job.as("hanna")(
      "registerGrants",
      { round, grants, decidedBy: "Exempelperson", date: "2022-04-01", dnr: "Exempel ideella", ground },
      actKey(job, "bidrag", round),
    );
  }
  const [decision] = await decisionsOf(job, round);
  return `${decision?.recipients ?? 0} organisationer, ${kr(decision?.total ?? 0)}`;
}

/** Which accounts the organisations have is nowhere published. */
const withoutAccount = "Exempeldata: kontona finns i ekonomisystemet";

/** Attests and pays (ekonom) every decision that is not yet paid. */
export async function payAll(job: Job): Promise<string> {
  const eva = job.as("eva");
  for (const [done, { id: round }] of rounds.entries()) {
    job.progress(done, rounds.length, round);
    const { payments } = await eva("payments", { round });
    const decided = (await decisionsOf(job, round)).filter(
      ({ kind, state }) => state === "decided" && (kind === "requisitions" || kind === "grants"),
    );
    for (const { id: decision, kind } of decided) {
      const why = kind === "grants" && { withoutAccount };
      const known = payments.find((payment) => payment.decision === decision);
      if (known?.state === "paid") continue;
      const { id: payment } =
        known ??
        (await eva("attestPayment", { round, decision, ...why }, actKey(job, "attestera", round, decision)));
      await eva(
        "pay",
        { round, payment, date: "2022-11-15", ...why },
        actKey(job, "betala", round, decision),
      );
    }
  }
  const all = (await Promise.all(rounds.map(({ id }) => eva("payments", { round: id })))).flatMap(
    ({ payments }) => payments,
  );
  const paid = all.filter(({ state }) => state === "paid");
  return `${paid.length} betalningsunderlag, ${kr(paid.reduce((sum, { total }) => sum + total, 0))}`;
}

async function status(job: Job) {
  return (await job.as("hanna")("status", { year: yearNumber })).rounds;
}

async function decisionsOf(job: Job, round: string) {
  return (await job.as("hanna")("decisions", { round })).decisions;
}

function routeOf(id: string): string | undefined {
  return rounds.find((round) => round.id === id)?.route;
}
