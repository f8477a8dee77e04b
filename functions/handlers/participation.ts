import { type Balance, paid, sumBalances } from "../../shared/ledger.ts";
import { participation, type YearTaken } from "../../shared/participation.ts";
import { importedYears } from "../../shared/participation-imported.ts";
import { publishedGrants2013 } from "../../shared/participation-published.ts";
import { programmeYears } from "../../shared/programmes/index.ts";
import { type RecipientId, recipientId, recipientKey } from "../../shared/recipient.ts";
import type { Context, Handlers } from "../context.ts";
import { atOneMoment } from "./change.ts";
import { namesOf } from "./names.ts";
import { openingBalances } from "./opening-balances.ts";
import { loadRounds } from "./report-rounds.ts";
import { register } from "./rounds.ts";

const rounds = programmeYears.flatMap((year) => year.rounds);

export const participationHandlers = {
  async participation(_input, context) {
    const everyone = [...register.list("municipality"), ...register.list("region")].map(recipientId);
    const published = publishedGrants2013(register.entries);
    const { taken, names } = await atOneMoment(
      context,
      rounds.map(({ id }) => id),
      async (heads) => {
        // A round that nothing has happened in has nothing to read.
        const begun = rounds.flatMap((round, i) => (heads[i]!.seq === 0 ? [] : [{ round, head: heads[i]! }]));
        const [own, own2] = [begun.map(({ round }) => round), begun.map(({ head }) => head)];
        return {
          taken: await keptYears(context, own, own2),
          names: await namesOf(context, own, own2),
        };
      },
    );
    const all = [...taken, ...importedYears(await openingBalances(context)), ...published.taken];
    const { histories, distinct } = participation(everyone, all);
    return {
      years: [...new Set(all.map(({ year }) => year))].sort((a, b) => a - b),
      recipients: histories.map(({ recipient, years, ...history }) => ({
        ...recipientKey(recipient),
        name: names(recipient),
        ...history,
        years: years.map(({ recipient: _recipient, ...year }) => year),
      })),
      distinct: [...distinct],
      unplaced: [...published.unplaced],
    };
  },
} satisfies Partial<Handlers>;

/** What is kept of each recipient and year, over the year's rounds. */
async function keptYears(
  context: Context,
  own: Parameters<typeof loadRounds>[1],
  heads: Parameters<typeof loadRounds>[2],
): Promise<readonly YearTaken[]> {
  const loaded = await loadRounds(context, own, heads);
  const asked = await Promise.all(
    heads.map(async (head) => ({
      requisitions: await context.store.rows(head, "requisitions"),
      applications: await context.store.rows(head, "applications"),
    })),
  );
  const years = [...new Set(own.map(({ year }) => year))];
  return years.flatMap((year) => {
    const balances = new Map<RecipientId, Balance[]>();
    const reclaimed = new Map<RecipientId, number>();
    const [itself, members, reported] = [
      new Set<RecipientId>(),
      new Set<RecipientId>(),
      new Set<RecipientId>(),
    ];
    loaded.forEach(({ round, balances: kept, reports, takenBack }, i) => {
      if (round.year !== year) return;
      for (const [id, balance] of kept) balances.set(id, [...(balances.get(id) ?? []), balance]);
      for (const [id, one] of takenBack) reclaimed.set(id, (reclaimed.get(id) ?? 0) + one.reclaimed);
      for (const id of asked[i]!.requisitions.keys()) itself.add(id);
      for (const [id, { value }] of asked[i]!.applications) {
        itself.add(id);
        for (const member of value.members) members.add(member.id);
      }
      for (const [id, { value }] of reports) if (value.state === "submitted") reported.add(id);
    });
    return [...new Set([...balances.keys(), ...itself, ...members])].map((recipient): YearTaken => {
      const sum = sumBalances(balances.get(recipient) ?? []);
      return {
        recipient,
        year,
        applied: itself.has(recipient) ? "itself" : members.has(recipient) ? "member" : "no",
        granted: sum.payable + paid(sum) - (reclaimed.get(recipient) ?? 0),
        paid: paid(sum),
        reported: reported.has(recipient),
        repaid: sum.repayable + sum.repaid,
        origin: "kept",
        source: null,
      };
    });
  });
}
