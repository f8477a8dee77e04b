import { r3Table3 } from "../../shared/published/r3-table3.ts";
import type { RegisterEntry, RegisterKind } from "../../shared/register.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";
import { between, dice, shuffled } from "./dice.ts";

/** The rounds that the sample's recipients requisition from; the other rounds are top-ups of the first. */
export const requisitionRounds: Readonly<Record<RegisterKind, string>> = {
  municipality: "2022-kommun-1",
  region: "2022-region",
};

/** One recipient of the sample, and what it does. */
export interface SampleRecipient {
  readonly kind: RegisterKind;
  readonly code: string;
  readonly name: string;
  /** The round of its requisition. */
  readonly round: string;
  /** Kronor that it asks less than it was allotted. */
  readonly asksLess: number;
  readonly wantsMore: boolean;
}

/** One grant to an NGO, numbered by the authority. */
export interface SampleGrant {
  /** Serial number as text, "1". */
  readonly code: string;
  readonly name: string;
  /** Kronor. */
  readonly amount: number;
}

/** Who does what in a made-up 2022; amounts come from the decided key. */
export interface SampleYear {
  readonly seed: number;
  /** Codes of the municipalities that take no part in any round. */
  readonly abstainers: readonly string[];
  /** Everybody who requisitions, in order of round and code. */
  readonly recipients: readonly SampleRecipient[];
  readonly grants: readonly SampleGrant[];
}

/** The most that one recipient is offered in redistribution, and the most in all; kronor. */
export interface RedistributionTerms {
  readonly capPerRecipient: number;
  readonly ceiling: number;
}

/** The seed of the year that is fitted to R3 table 2. */
export const fittedSeed = 2022;

/**
 * The sample year of a seed. Seed 2022 is fitted to R3 table 2: 288 municipalities receive 143 406 084 kr and 21
 * regions 30 500 000 kr; Bjurholm and Dorotea take no part, and Stockholm, Göteborg and Malmö ask 1 000 000 kr less
 * each in round 1 (who did so in reality is not published). Other seeds: other recipients and faults.
 */
export function sampleYear(seed: number = fittedSeed): SampleYear {
  const roll = dice(seed);
  const { abstainers, asksLess } = seed === fittedSeed ? fitted : drawn(seed);
  const willing = (code: string) => !asksLess.has(code) && roll(`wants more|${code}`) < 0.6;
  const recipientOf = ({ code, name }: RegisterEntry, kind: RegisterKind): SampleRecipient => ({
    kind,
    code,
    name,
    round: requisitionRounds[kind],
    asksLess: kind === "municipality" ? (asksLess.get(code) ?? 0) : 0,
    wantsMore: kind === "municipality" && willing(code),
  });
  return {
    seed,
    abstainers,
    recipients: [
      ...register
        .list("municipality")
        .filter(({ code }) => !abstainers.includes(code))
        .map((entry) => recipientOf(entry, "municipality")),
      ...register.list("region").map((entry) => recipientOf(entry, "region")),
    ],
    grants: grantsOf2022(),
  };
}

/**
 * What is offered again of a pool (kronor not requisitioned in round 1). Of the fitted year's 3 225 403 kr it leaves
 * 1 120 952, which with the abstainers' top-ups (222 964) is the 1 343 916 kr never paid out (R3 table 2).
 */
export function redistributionTerms(year: SampleYear, pool: number): RedistributionTerms {
  if (year.seed === fittedSeed) return { capPerRecipient, ceiling: 2_104_451 };
  const willing = year.recipients.filter(({ wantsMore }) => wantsMore).length;
  const share = between(dice(year.seed)("ceiling"), 40, 90);
  return { capPerRecipient, ceiling: Math.min(Math.floor((pool * share) / 100), capPerRecipient * willing) };
}

/** The recipient before it in the file: its number or name is what a slip of the hand in a list takes instead. */
export function neighbourOf(year: SampleYear, recipient: SampleRecipient): SampleRecipient {
  const place = year.recipients.indexOf(recipient);
  return year.recipients[place === 0 ? 1 : place - 1]!;
}

const capPerRecipient = 50_000;

const register = swedishRegister();

interface Choices {
  readonly abstainers: readonly string[];
  readonly asksLess: ReadonlyMap<string, number>;
}

const fitted: Choices = {
  abstainers: ["2403", "2425"],
  asksLess: new Map(["0180", "1280", "1480"].map((code) => [code, 1_000_000])),
};

function drawn(seed: number): Choices {
  const roll = dice(seed);
  const codes = shuffled(
    roll,
    "municipalities",
    register.list("municipality").map(({ code }) => code),
    (code) => code,
  );
  const abstaining = between(roll("abstainers"), 0, 5);
  const asking = between(roll("short askers"), 2, 8);
  // 100 000 kr is less than any recipient's amount in round 1: the base amount, or 30 000 inhabitants' share.
  return {
    abstainers: codes.slice(0, abstaining).sort(),
    asksLess: new Map(
      codes
        .slice(abstaining, abstaining + asking)
        .map((code) => [code, 1_000 * between(roll(`less|${code}`), 5, 100)]),
    ),
  };
}

function grantsOf2022(): readonly SampleGrant[] {
  return r3Table3.rows
    .filter(({ kronor }) => kronor[2022] > 0)
    .map(({ organisation, kronor }, index) => ({
      code: String(index + 1),
      name: organisation,
      amount: kronor[2022],
    }));
}
