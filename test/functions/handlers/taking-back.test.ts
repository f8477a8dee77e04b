import { describe, expect, test } from "vitest";
import type { Store } from "../../../functions/store/model.ts";
import { recipientBalances } from "../../../shared/tables/balances.ts";
import { faultsInBooks } from "../books.ts";
import {
  assessed,
  type Call,
  decided,
  documentNamed,
  fixedKey,
  ngoApplications,
  paidOut,
  requisitioned,
  requisitionRow,
} from "../office.ts";
import { officeForEach } from "../office-for-each.ts";

const regions = "2022-region";
const ngos = "2022-ideell";
const region = { round: regions, recipient: "region:03" } as const;
const ngo = { round: ngos, recipient: "ngo:1" } as const;
const reason = "Exempeldata: fel belopp.";
const act = { date: "2023-02-01", dnr: "9/2022", ground: "Exempeldata" };

let store: Store;
let call: Call;

officeForEach("taking-back", (opened) => {
  ({ store, call } = opened);
});

async function withRequisitions(): Promise<void> {
  await fixedKey(call, regions);
  await requisitioned(
    call,
    [requisitionRow(regions, "03", 900_000), requisitionRow(regions, "04", 800_000)],
    "två",
  );
}

async function withApplications(): Promise<void> {
  await call("hanna", "registerApplications", {
    round: ngos,
    ...ngoApplications({ applicant: "Kvinnojouren Ett (exempeldata)" }),
    document: documentNamed("ansökan", "2022-03-01"),
  });
}

interface Kind {
  readonly arrange: () => Promise<unknown>;
  readonly prepare: () => Promise<{ readonly id: string }>;
  readonly of: typeof region | typeof ngo;
  readonly decide?: (id: string) => Promise<unknown>;
}

const correct = async () => {
  const { decisions } = await call("hanna", "decisions", { round: regions });
  const { id } = decisions.find(({ kind }) => kind === "requisitions")!;
  return await call("hanna", "prepareCorrection", {
    ...{ round: regions, decision: id, act: "amendment", legalGround: "oriktiga-uppgifter" },
    ...{ ground: "Exempeldata", lines: [{ code: "03", amount: 700_000 }] },
  });
};

/** Each kind of decision that is prepared before it is made. */
const kinds: readonly (readonly [what: string, Kind])[] = [
  [
    "a key",
    {
      arrange: () => Promise.resolve(),
      prepare: () => call("hanna", "prepareAllocation", { round: regions }),
      of: region,
      decide: (id) => call("bo", "fixAllocation", { round: regions, decision: id, ...act }),
    },
  ],
  [
    "requisitions",
    {
      arrange: withRequisitions,
      prepare: () => call("hanna", "prepareDecision", { round: regions }),
      of: region,
    },
  ],
  [
    "a rejection",
    {
      arrange: withRequisitions,
      prepare: () => call("hanna", "prepareRejection", { ...region, grounds: ["ej-behorig"], reason }),
      of: region,
    },
  ],
  [
    "applications",
    {
      arrange: withApplications,
      prepare: async () => ({ id: await assessed(call, ngos) }),
      of: ngo,
    },
  ],
  [
    "a correction",
    {
      arrange: async () => {
        await withRequisitions();
        await paidOut(call, regions, await decided(call, regions));
      },
      prepare: correct,
      of: region,
    },
  ],
];

const money = async () => recipientBalances(await call("eva", "balances", { year: 2022 }));

describe.each(kinds)("a proposal to decide on %s", (_, { arrange, prepare, of, decide }) => {
  const deciding = (id: string) =>
    decide ? decide(id) : call("bo", "decide", { round: of.round, decision: id, ...act });
  const takingBack = (decision: string) =>
    call("frida", "takeBackDecision", { round: of.round, decision, reason });
  const caseNow = async () => {
    const { state: now, task, acts, rejectionGrounds } = await call("hanna", "case", of);
    return { now, task, acts, rejectionGrounds };
  };

  test("is taken back: its cases are where they were, no money moves, and the chain says who, when and why", async () => {
    await arrange();
    const before = [await caseNow(), await money()];
    const { id } = await prepare();
    if (of === ngo || !decide) await call("frida", "presentDecision", { round: of.round, decision: id });
    await takingBack(id);
    expect([await caseNow(), await money()]).toEqual(before);

    const opened = await call("bo", "decision", { round: of.round, decision: id });
    expect(opened).toMatchObject({
      state: "withdrawn",
      takenBack: { by: "Frida, föredragande", at: "2023-04-02T10:00:00.000Z", reason },
    });
    const [head] = await store.heads([of.round]);
    expect((await store.records(head!)).at(-1)).toMatchObject({
      action: "förslag till beslut taget tillbaka",
      actorName: "Frida, föredragande",
      at: "2023-04-02T10:00:00.000Z",
      details: { decision: id, reason },
      postings: { count: 0, total: 0 },
    });
    for (const again of [deciding, takingBack])
      await expect(again(id)).rejects.toThrow(`${id} är taget tillbaka från beslut`);
    await expect(call("frida", "presentDecision", { round: of.round, decision: id })).rejects.toThrow(
      /taget tillbaka/,
    );
    expect(await faultsInBooks(store, [of.round])).toEqual([]);

    // What it held is free to be prepared anew, and that is decided.
    const { id: anew } = await prepare();
    expect(anew).not.toBe(id);
    await deciding(anew);
    expect(await faultsInBooks(store, [of.round])).toEqual([]);
  });

  test("is not taken back once it is decided", async () => {
    await arrange();
    const { id } = await prepare();
    await deciding(id);
    const after = [await caseNow(), await money()];
    await expect(takingBack(id)).rejects.toThrow(/redan fattat.*rättelse, ändring eller återkallelse/);
    expect([await caseNow(), await money()]).toEqual(after);
  });
});

test("one proposal of two on the same money is taken back, and the other is decided", async () => {
  await kinds[4]![1].arrange();
  const [first, second] = [await correct(), await correct()];
  await call("hanna", "takeBackDecision", { round: regions, decision: first.id, reason });
  await call("bo", "decide", { round: regions, decision: second.id, ...act });
  const { decisions } = await call("bo", "yearDecisions", { year: 2022 });
  const states = decisions.filter(({ kind }) => kind === "correction").map(({ state: now }) => now);
  expect(states.sort()).toEqual(["decided", "withdrawn"]);
});

describe("the audit chain says what each act came to", () => {
  const said = async (round: string, action: string) =>
    (await call("rut", "audit", { chain: round })).records
      .filter((one) => one.action === action)
      .map(({ recipients, total }) => [recipients, total]);

  test("a grant to two, a repayment of free will by one", async () => {
    await withRequisitions();
    await paidOut(call, regions, await decided(call, regions));
    expect(await said(regions, "beslut fattat")).toEqual([[2, 1_700_000]]);
    await call("eva", "registerRepayment", {
      ...{ round: regions, code: "03", amount: 100_000, date: "2022-11-01", dnr: "7/2022" },
    });
    expect(await said(regions, "återbetalning mottagen")).toEqual([[1, 100_000]]);
    expect(await said(regions, "utbetalt")).toEqual([[2, 1_700_000]]);
  });

  test("a rejection gives one recipient nothing, and says what is free", async () => {
    await withRequisitions();
    const { allotments } = await call("hanna", "allocation", { round: regions });
    const { id } = await kinds[2]![1].prepare();
    await call("bo", "decide", { round: regions, decision: id, ...act });
    expect(await said(regions, "beslut fattat")).toEqual([]);
    expect(await said(regions, "avslag beslutat")).toEqual([[1, 0]]);
    const [head] = await store.heads([regions]);
    expect((await store.records(head!)).at(-1)!.details).toMatchObject({
      released: allotments.find(({ code }) => code === "03")!.amount,
    });
  });

  test("a decision on applications counts those that it gives nothing", async () => {
    await withApplications();
    const id = await assessed(call, ngos, {
      1: { outcome: "rejected", amount: 0, grounds: ["oklar-koppling-budget"] },
    });
    await call("bo", "decide", { round: ngos, decision: id, ...act });
    expect(await said(ngos, "beslut fattat")).toEqual([[1, 0]]);
  });
});
