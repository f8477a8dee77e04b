import fc from "fast-check";
import { expect, test } from "vitest";
import { Refusal } from "../../shared/errors.ts";
import { findRound } from "../../shared/programmes/index.ts";
import { faultsInBooks, stateOf } from "../functions/books.ts";
import { type Connection, faultKinds, type FaultKind, openDatabase } from "../functions/fixture.ts";
import { allottedBy, type Call, fixedKey, office, type Person } from "../functions/office.ts";
import { type Draw, draws, plan } from "../properties/acts.ts";
import { newModel } from "../properties/model.ts";

/** Requests to DynamoDB; FORDELA_FAULT_REQUESTS=50000 for the long run. FORDELA_SEED draws others. */
const wanted = Number(process.env["FORDELA_FAULT_REQUESTS"] ?? "8000");
const seed = Number(process.env["FORDELA_SEED"] ?? "20221231");

interface Series {
  readonly round: string;
  readonly requests: number;
  /** Every year begins with these, so that there is money to do right or wrong with. */
  readonly opening: readonly (readonly [act: Draw["act"], who: Person])[];
}

const requisitioned: Series = {
  round: "2022-region",
  requests: wanted,
  opening: [
    ["prepareKey", "hanna"],
    ["fixKey", "bo"],
    ["requisitions", "hanna"],
    ["prepareDecision", "hanna"],
    ["decide", "bo"],
    ["attest", "arne"],
    ["pay", "eva"],
    ["reports", "hanna"],
  ],
};

const applied: Series = {
  round: "2013-ideell",
  requests: wanted / 4,
  opening: [
    ["applications", "hanna"],
    ["assess", "hanna"],
    ["prepareApplications", "hanna"],
    ["decide", "bo"],
    ["attest", "arne"],
    ["pay", "eva"],
    ["reports", "hanna"],
    ["carryOver", "bo"],
    ["correct", "hanna"],
  ],
};

/** A third of the money is used, and half of the rest asked to be carried over, where it may be. */
const openingOf = ({ opening }: Series): readonly Draw[] =>
  opening.map(([act, who]) => ({
    act,
    who,
    pick: 0,
    part: act === "reports" ? 33 : 50,
    count: 3,
    date: act === "carryOver" ? "2023-03-15" : "2022-09-10",
    flag: false,
    again: false,
  }));

/** Of a hundred requests, so many meet with a fault. */
const faultsInHundred = 30;

interface Outcome {
  readonly refused?: string;
  readonly answer?: unknown;
}

const outcomeOf = async (work: Promise<unknown>): Promise<Outcome> => {
  try {
    return { answer: await work };
  } catch (error) {
    if (error instanceof Refusal && error.code !== "busy") return { refused: error.code };
    throw error;
  }
};

test.each([requisitioned, applied])(
  "$round: a service whose storage fails every third time does what one with sound storage does, over $requests requests",
  async (series) => {
    const { round, requests } = series;
    const opening = openingOf(series);
    const database = await openDatabase();
    const numbers = fc.sample(fc.nat(99), { numRuns: 20_000, seed });
    const next = { number: 0, fault: 0, restarts: 0, requests: 0, faults: 0 };
    const drawNumber = (): number => numbers[(next.number += 1) % numbers.length]!;
    const fault = (): FaultKind | undefined => {
      next.requests += 1;
      if (drawNumber() >= faultsInHundred) return undefined;
      next.faults += 1;
      return faultKinds[(drawNumber() + next.faults) % faultKinds.length];
    };

    const acts = fc.sample(draws(series.opening.map(([act]) => act)), { numRuns: 2000, seed });
    const done = { acts: 0, refused: 0, years: 0 };
    const keyLines = await keyLinesOf(round, office((await database.connect({ table: "key" })).store));
    while (next.requests < requests) {
      done.years += 1;
      const tables = { struck: `struck-${done.years}`, sound: `sound-${done.years}` };
      const sound = await database.connect({ table: tables.sound });
      const outside = await database.connect({ table: tables.struck });
      let struck: Connection = await database.connect({ table: tables.struck, fault });
      const books = newModel(round, keyLines);
      for (let nth = 0; nth < 25 && next.requests < requests; nth += 1) {
        done.acts += 1;
        const draw = opening[nth] ?? acts[done.acts % acts.length]!;
        const { send, expected } = plan(books, draw, `act ${nth}`);
        const keyed =
          (call: Call): Call =>
          (person, route, input) =>
            call(person, route, input, { key: `${done.years} act ${nth}` });
        const should = await outcomeOf(send(keyed(office(sound.store))));
        // The caller sends the same request under the same key until there is an answer, whatever becomes of the service.
        let came: Outcome | null = null;
        while (came === null) {
          came = await outcomeOf(send(keyed(office(struck.store)))).catch(() => null);
          if (came === null) {
            next.restarts += 1;
            struck = await database.connect({ table: tables.struck, fault });
          }
        }
        expect(came, `${draw.act}, act ${nth} of year ${done.years}`).toEqual(should);
        if (should.refused !== undefined) done.refused += 1;
        else if (typeof expected === "function") expected((should.answer as { id?: string }).id ?? "", []);
        if (nth % 5 === 4) {
          expect(await stateOf(outside.store, [round])).toBe(await stateOf(sound.store, [round]));
          expect(await faultsInBooks(outside.store, [round])).toEqual([]);
        }
      }
      expect(await stateOf(outside.store)).toBe(await stateOf(sound.store));
    }
    await database.close();
    console.log(
      `random faults, ${round}: ${next.requests} requests, ${next.faults} faults, ${next.restarts} restarts; ${done.acts} acts, ${done.refused} refused`,
    );
    expect(next.faults).toBeGreaterThan(requests / 5);
  },
  60_000 + wanted * 60,
);

async function keyLinesOf(round: string, call: Call): Promise<readonly { code: string; amount: number }[]> {
  if (findRound(round)!.key === null) return [];
  await fixedKey(call, round);
  return [...(await allottedBy(call, round))].map(([code, amount]) => ({ code, amount }));
}
