import mammoth from "mammoth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../../functions/store/model.ts";
import { applicationColumns } from "../../../shared/application/columns.ts";
import { recipientAccounts } from "../../../shared/ledger.ts";
import { goodRow, type Row } from "../../shared/application/example.ts";
import { faultsInBooks } from "../books.ts";
import { type Database, type Items, openDatabase } from "../fixture.ts";
import {
  allottedBy,
  type Call,
  decided,
  documentNamed,
  fixedKey,
  granted,
  office,
  paidOut,
  people,
  requisitioned,
  requisitionRow,
  requisitionSheet,
} from "../office.ts";

const round = "2022-region";
const act = { date: "2022-10-01", dnr: "7/2022", ground: "Exempeldata: se bifogad promemoria" };

let items: Items;
let database: Database;
let store: Store;
let call: Call;

beforeAll(async () => {
  const first = await openDatabase();
  const start = office((await first.connect()).store);
  await fixedKey(start, round);
  await requisitioned(
    start,
    [requisitionRow(round, "01", 900_000), requisitionRow(round, "03", 800_000)],
    "två",
  );
  await decided(start, round);
  items = await first.items("fordela");
  database = first;
});
beforeEach(async () => {
  await database.close();
  database = await openDatabase();
  await database.fill("fordela", items);
  ({ store } = await database.connect());
  call = office(store);
});
afterAll(() => database.close());

const decision = "beslut-4";

/** The accounts of a recipient that are not empty, as one line. */
async function money(code = "01", kind = "region"): Promise<string> {
  const { recipients, rounds, roundIds, accounts } = await call("eva", "balances", { year: 2022 });
  const at = recipients.findIndex(
    (id, i) => id === `${kind}:${code}` && roundIds[rounds[i]!] === (kind === "ngo" ? "2022-ideell" : round),
  );
  return recipientAccounts
    .flatMap((account) => (accounts[account][at]! > 0 ? [`${account} ${accounts[account][at]!}`] : []))
    .join(", ");
}

type Corrected = readonly [
  act: "rectification" | "amendment" | "revocation",
  legalGround: string,
  amount: number,
];

async function prepared(...[kind, legalGround, amount]: Corrected): Promise<string> {
  const { id } = await call("hanna", "prepareCorrection", {
    round,
    decision,
    act: kind,
    legalGround,
    ground: "Exempeldata: mottagaren räknade fel.",
    lines: [{ code: "01", amount }],
  });
  return id;
}

async function corrected(
  ...[kind, legalGround, amount, by = "bo"]: [...Corrected, ("bo" | "arne")?]
): Promise<string> {
  const id = await prepared(kind, legalGround, amount);
  await call(by, "decide", { round, decision: id, ...act });
  return id;
}

async function letterOf(correction: string): Promise<string> {
  const { base64 } = await call("rut", "letter", { round, decision: correction, code: "01", format: "docx" });
  return (await mammoth.extractRawText({ buffer: Buffer.from(base64, "base64") })).value;
}

describe("a decision is corrected, and the first one stands", () => {
  test.each([
    ["rättelse that raises, before payment", "rectification", "skrivfel", 950_000, "payable 950000"],
    ["ändring that lowers, before payment", "amendment", "oriktiga-uppgifter", 600_000, "payable 600000"],
    ["återkallelse, before payment", "revocation", "forbehall", 0, ""],
  ] as const)("%s", async (_, kind, ground, amount, expected) => {
    if (kind === "rectification")
      await call("hanna", "decline", { round, code: "05", date: "2022-09-11", dnr: "6/2022" });
    const id = await corrected(kind, ground, amount);
    expect((await money()).replace(/^allotted \d+(, )?/, "")).toBe(expected);
    const found = await call("rut", "decision", { round, decision });
    expect(found.lines.find(({ code }) => code === "01")).toMatchObject({ amount: 900_000, now: amount });
    expect(found.correctedBy).toEqual([id]);
    expect(await call("rut", "decision", { round, decision: id })).toMatchObject({
      kind: "correction",
      correction: { corrects: decision, act: kind, ground },
      lines: [{ before: 900_000, amount }],
    });
    expect(await faultsInBooks(store, [round])).toEqual([]);
    expect((await call("rut", "audit", { chain: round })).intact).toBe(true);
  });

  test("a grant revoked after payment is granted no more, and its report is neither owed nor counted", async () => {
    const counts = async (): Promise<number[]> => {
      const { reporters, reported } = await call("rut", "status", { year: 2022 });
      const { missing } = await call("rut", "missingReportBacks", { year: 2022 });
      return [reporters, reported, missing.length];
    };
    const granted = async (): Promise<unknown> =>
      (await call("rut", "participation", {})).recipients.find(
        ({ kind, code }) => kind === "region" && code === "01",
      );
    await paidOut(call, round, decision);
    expect(await granted()).toMatchObject({ granted: 900_000, paid: 900_000, repaid: 0 });
    const [reporters, ...before] = await counts();
    expect(before).toEqual([0, reporters]);
    await corrected("amendment", "oriktiga-uppgifter", 600_000);
    expect(await granted()).toMatchObject({ granted: 600_000, paid: 900_000, repaid: 300_000 });
    expect(await counts()).toEqual([reporters, 0, reporters]);
    await corrected("revocation", "forbehall", 0);
    expect(await granted()).toMatchObject({ granted: 0, paid: 900_000, repaid: 900_000 });
    expect(await counts()).toEqual([reporters! - 1, 0, reporters! - 1]);
  });

  test("after payment a lowering is claimed, is lifted when it is raised again, and nothing more is paid", async () => {
    await paidOut(call, round, decision);
    const lowered = await corrected("amendment", "oriktiga-uppgifter", 600_000);
    expect(await money()).toContain("held 600000, repayable 300000");
    expect(await letterOf(lowered)).toContain(
      "300\u00a0000\u00a0kr är redan utbetalat och ska betalas tillbaka.",
    );
    const raised = await corrected("amendment", "nya-omstandigheter", 900_000);
    const lifted = await letterOf(raised);
    expect(lifted).toContain("Krav som upphör");
    expect(lifted).not.toContain("tillkommer");
    expect(await money()).toContain("held 900000");
    expect(await money()).not.toContain("repayable");
    await expect(call("arne", "attestPayment", { round, decision })).rejects.toThrow("inget att betala");
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });

  test("whoever decides it sees before it is made what it changes and claims, and on which ground", async () => {
    await paidOut(call, round, decision);
    const id = await prepared("amendment", "oriktiga-uppgifter", 600_000);
    const seen = await call("bo", "decision", { round, decision: id });
    expect(seen.lines).toMatchObject([{ before: 900_000, amount: 600_000, claimed: 300_000 }]);
    expect(seen.correctionGround).toMatch(/oriktiga eller vilseledande uppgifter.*\(.+\)$/);
    expect((await call("bo", "decision", { round, decision })).correctionGround).toBeNull();
  });

  test("after payment a raise is paid by an order of its own", async () => {
    await paidOut(call, round, decision);
    await call("hanna", "decline", { round, code: "05", date: "2022-09-11", dnr: "6/2022" });
    await corrected("amendment", "nya-omstandigheter", 950_000);
    expect(await paidOut(call, round, decision, "2022-10-05")).toBe(`betalning-${decision}-2`);
    expect(await money()).toContain("held 950000");
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });

  test("an attested order with another amount is withdrawn, cannot be paid, and is attested anew", async () => {
    await call("arne", "attestPayment", { round, decision });
    await corrected("revocation", "forbehall", 0);
    const payment = `betalning-${decision}`;
    await expect(call("eva", "pay", { round, payment, date: "2022-10-05" })).rejects.toThrow("återtaget");
    await paidOut(call, round, decision, "2022-10-05");
    const { lines } = await call("eva", "payment", { round, payment: `betalning-${decision}-2` });
    expect(lines.map(({ code, amount }) => [code, amount])).toEqual([["03", 800_000]]);
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });
});

describe("what is refused of a correction, in words", () => {
  const prepare = (changes: object = {}): Promise<unknown> =>
    call("hanna", "prepareCorrection", {
      round,
      decision,
      act: "amendment",
      legalGround: "oriktiga-uppgifter",
      ground: "Exempeldata",
      lines: [{ code: "01", amount: 1 }],
      ...changes,
    });
  test.each([
    ["no ground in words", { ground: "" }, "saknar grund"],
    ["a lowering on a ground for raising", { legalGround: "nya-omstandigheter" }, "till mottagarens fördel"],
    ["a recipient outside the decision", { lines: [{ code: "25", amount: 1 }] }, "25 finns inte i beslutet"],
    ["a decision that nobody has made", { decision: "nyckel-9" }, "inget fattat beslut om medel"],
    ["the key below what is decided", { decision: "nyckel-1" }, "ändra först beslutet om rekvisitionen"],
    [
      "a raise beyond what is left",
      { legalGround: "nya-omstandigheter", lines: [{ code: "01", amount: 2_000_000 }] },
      "kr mer än vad som finns kvar",
    ],
  ])("%s", async (_, changes, words) => {
    await expect(prepare(changes)).rejects.toThrow(words);
  });

  test("its preparer does not decide it, its decider does not attest it, and it is not made before what it corrects", async () => {
    await prepare();
    await expect(call("hanna", "decide", { round, decision: "andring-6", ...act })).rejects.toMatchObject({
      code: "four-eyes",
    });
    await expect(
      call("bo", "decide", { round, decision: "andring-6", ...act, date: "2022-09-09" }),
    ).rejects.toThrow("ligger före beslutet som ändras");
    await call("bo", "decide", { round, decision: "andring-6", ...act });
    await expect(call("bo", "attestPayment", { round, decision })).rejects.toMatchObject({
      code: "four-eyes",
    });
    await expect(prepare({ decision: "andring-6" })).rejects.toThrow("det ursprungliga beslutet beslut-4");
  });
});

describe("the key is corrected", () => {
  const prepare = (code: string, amount: number, act1: "rectification" | "revocation" = "rectification") =>
    call("hanna", "prepareCorrection", {
      ...{ round, decision: "nyckel-1", act: act1, ground: "Exempeldata: fel folkmängd." },
      legalGround: act1 === "rectification" ? "raknefel" : "forbehall",
      lines: [{ code, amount }],
    });
  const decideIt = async (prepared: ReturnType<typeof prepare>) =>
    (await call("bo", "decide", { round, decision: (await prepared).id, ...act })).id;

  test("what one is allotted too much is free, and allotted to another; each is told so", async () => {
    expect(await money("09")).toBe("allotted 1055443");
    const lowered = await decideIt(prepare("09", 1_000_000));
    await decideIt(prepare("04", 1_300_000));
    expect([await money("09"), (await money("04")).slice(0, 9)]).toEqual(["allotted 1000000", "allotted "]);
    expect(await faultsInBooks(store, [round])).toEqual([]);
    const { warnings } = await call("hanna", "allocation", { round });
    expect(warnings[0]).toBe(
      `${lowered} den 2022-10-01: mottagare 09 har 1\u00a0000\u00a0000 kr i stället för 1\u00a0055\u00a0443 kr enligt nyckeln.`,
    );
    const { base64 } = await call("rut", "letter", { round, decision: lowered, code: "09", format: "docx" });
    const words = (await mammoth.extractRawText({ buffer: Buffer.from(base64, "base64") })).value;
    expect(words).toMatch(/rättar beslutet .* så att beloppet till Region Gotland är 1.000.000.kr/);
    expect(words).not.toMatch(/betalas ut|betalas tillbaka\. Kravet/);
  });

  test("a requisition may ask for what the correction says, and no more", async () => {
    await decideIt(prepare("09", 1_000_000));
    const asked = async (amount: number) =>
      (
        await call("hanna", "validateRequisitions", {
          ...requisitionSheet(requisitionRow(round, "09", amount)),
        })
      ).problems.map(({ rule }) => rule);
    expect(await asked(1_000_001)).toContain("belopp-hogst-tilldelat");
    expect(await asked(1_000_000)).not.toContain("belopp-hogst-tilldelat");
  });

  test("what is decided on a requisition is changed there first; there is no more than the round has", async () => {
    await expect(prepare("01", 899_999)).rejects.toThrow(/ändra först beslutet om rekvisitionen/);
    await expect(prepare("09", 1_055_444)).rejects.toThrow(/kräver 1 kr mer än vad som finns kvar/);
  });

  test("taken back before anything was asked for, it ends no case", async () => {
    await decideIt(prepare("09", 0, "revocation"));
    expect(await money("09")).toBe("");
    expect((await call("hanna", "case", { round, recipient: "region:09" })).state).toBe("draft");
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });
});

describe("besides decisions", () => {
  test("a year mistyped in a date is told, and the list of decisions can still be read", async () => {
    const decline = { round, code: "05", dnr: "8/2022" };
    await expect(call("hanna", "decline", { ...decline, date: "1922-09-11" })).rejects.toThrow(
      "Kontrollera årtalet, och ange en dag från 2021-01-01",
    );
    await expect(call("hanna", "decline", { ...decline, date: "2020-12-31" })).rejects.toThrow("årtalet");
    expect((await call("rut", "yearDecisions", { year: 2022 })).decisions.length).toBeGreaterThan(0);
  });

  test("a recipient declines what it is allotted, and what is decided and not paid; not what is paid", async () => {
    /** What may be declined of the key and of the decision. */
    const left = async (): Promise<unknown[]> =>
      Promise.all(
        ["nyckel-1", decision].map(async (id) => {
          const { lines } = await call("rut", "decision", { round, decision: id });
          return lines.find(({ code }) => code === "01")!.declinable;
        }),
      );
    const allotted = (await allottedBy(call, round)).get("01")! - 900_000;
    expect(await left()).toEqual([allotted, 900_000]);
    await call("hanna", "decline", {
      round,
      code: "01",
      decision,
      amount: 100_000,
      date: "2022-09-11",
      dnr: "8/2022",
    });
    expect(await money()).toContain("payable 800000");
    await expect(
      call("hanna", "decline", {
        ...{ round, code: "01", decision, amount: 800_001, date: "2022-09-11", dnr: "8/2022" },
      }),
    ).rejects.toThrow("Ange ett belopp som är högst det");
    await call("hanna", "decline", { round, code: "01", date: "2022-09-11", dnr: "8/2022" });
    expect(await money()).toBe("payable 800000");
    expect(await left()).toEqual([0, 800_000]);
    await paidOut(call, round, decision);
    expect(await left()).toEqual([0, 0]);
    for (const [from, what] of [
      [decision, `beslutat och inte utbetalat i ${decision}`],
      [null, "tilldelat och inte beslutat i Regioner 2022"],
    ] as const)
      await expect(
        call("hanna", "decline", { round, code: "01", decision: from, date: "2022-09-21", dnr: "8/2022" }),
      ).rejects.toThrow(
        `Mottagaren har inget ${what} att avstå från. Kontrollera mottagare och beslut; det som är utbetalat betalas tillbaka i stället.`,
      );
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });

  test("money comes back of the recipient's own will, and never more than it has", async () => {
    await paidOut(call, round, decision);
    const back = { round, code: "01", date: "2022-10-02", dnr: "9/2022" };
    await call("eva", "registerRepayment", { ...back, amount: 250_000 });
    expect(await money()).toContain("held 650000, repaid 250000");
    await expect(call("eva", "registerRepayment", { ...back, amount: 650_001 })).rejects.toThrow(
      "650\u00a0000 kr",
    );
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });

  test("a payment that came back is paid again to another account", async () => {
    const payment = await paidOut(call, round, decision);
    const account = { kind: "bankgiro" as const, account: "5805-6201" };
    const returned = { round, payment, code: "01", date: "2022-09-22", account };
    await expect(
      call("eva", "returnPayment", { ...returned, account: { ...account, account: "5805-6202" } }),
    ).rejects.toThrow("Kontonumret");
    await call("eva", "returnPayment", returned);
    expect(await money()).toContain("payable 900000");
    await expect(call("eva", "returnPayment", returned)).rejects.toThrow("ingen utbetalning");
    const again = await paidOut(call, round, decision, "2022-09-30");
    const { lines } = await call("eva", "payment", { round, payment: again });
    expect(lines).toMatchObject([{ code: "01", amount: 900_000, payee: { account: "5805-6201" } }]);
    // Added up as they stand the orders would say more than was paid: each says what of it came back.
    const { payments } = await call("eva", "payments", { round });
    expect(new Map(payments.map(({ id, returned: kronor }) => [id, kronor]))).toEqual(
      new Map([
        [payment, 900_000],
        [again, 0],
      ]),
    );
    expect(await faultsInBooks(store, [round])).toEqual([]);
  });
});

describe("the life of a decision", () => {
  test("is prepared, presented by another, decided; who took part and who was disqualified stand in it", async () => {
    await call("hanna", "decline", { round, code: "05", date: "2022-09-11", dnr: "6/2022" });
    const id = await prepared("rectification", "skrivfel", 910_000);
    const disqualified = [{ name: "Kim Ek", why: "anställd hos mottagaren" }];
    await call("frida", "presentDecision", { round, decision: id, disqualified });
    const own = { ...act, disqualified: [{ name: people.bo.name, why: "närstående" }] };
    await expect(call("bo", "decide", { round, decision: id, ...own })).rejects.toThrow("jävig");
    await call("bo", "decide", { round, decision: id, ...act, tookPart: ["Siv Ros, jurist"] });
    expect(await call("rut", "decision", { round, decision: id })).toMatchObject({
      state: "decided",
      presentedBy: "frida",
      people: { frida: people.frida.name, bo: people.bo.name, hanna: people.hanna.name },
      tookPart: ["Siv Ros, jurist"],
      disqualified,
      ground: act.ground,
      delegation: "Ingen beslutsordning är registrerad: varje beslutsfattare beslutar utan beloppsgräns.",
    });
  });

  test("whoever is said to be disqualified stays so, however the name is written and whoever decides", async () => {
    const id = await prepared("revocation", "forbehall", 0);
    const present = (disqualified: { name: string; why: string }[]): Promise<unknown> =>
      call("frida", "presentDecision", { round, decision: id, disqualified });
    await present([{ name: ` ${people.bo.name.toUpperCase()} `, why: "bror till regionens direktör" }]);
    await present([]);
    for (const disqualified of [undefined, [], [{ name: "Kim Ek", why: "anställd" }]])
      await expect(call("bo", "decide", { round, decision: id, ...act, disqualified })).rejects.toThrow(
        "är anmäld som jävig",
      );
    const { records } = await call("rut", "audit", { chain: round });
    expect(JSON.stringify(records)).not.toContain("bror till");
  });

  test("a revocation is as large a matter as what it takes back", async () => {
    await call("ada", "setDelegationOrder", {
      from: "2022-09-15",
      dnr: "1.1-8/2022",
      decide: [{ who: "everyone", kinds: ["correction"], upTo: 899_999 }],
      attest: [],
    });
    await expect(corrected("revocation", "forbehall", 0)).rejects.toThrow("1.1-8/2022");
    expect(await money()).toContain("payable 900000");
  });

  test("a grant decided elsewhere keeps who took part, and is none by one who is disqualified", async () => {
    const grant = {
      round: "2022-ideell",
      decidedBy: "Gun Dahl",
      ...act,
      grants: [{ code: "1", name: "Kvinnojouren (exempeldata)", orgnr: null, amount: 1000 }],
    };
    const by = { tookPart: ["Siv Ros, jurist"], disqualified: [{ name: "Kim Ek", why: "styrelseledamot" }] };
    await expect(call("hanna", "registerGrants", { ...grant, ...by, decidedBy: "Kim Ek" })).rejects.toThrow(
      "är anmäld som jävig",
    );
    const { id } = await call("hanna", "registerGrants", { ...grant, ...by });
    expect(await call("rut", "decision", { round: "2022-ideell", decision: id })).toMatchObject(by);
  });

  test("without a ground is none", async () => {
    const id = await prepared("revocation", "forbehall", 0);
    await expect(call("bo", "decide", { round, decision: id, ...act, ground: " " })).rejects.toThrow(
      "saknar grund",
    );
  });

  test("goes by the delegation order of its day, for deciding and attesting", async () => {
    const order = {
      from: "2022-09-15",
      dnr: "1.1-7/2022",
      decide: [{ who: { person: "gd", name: "Gun Dahl" }, kinds: ["correction" as const], upTo: null }],
      attest: [{ who: "everyone" as const, upTo: 1_000_000 }],
    };
    await call("ada", "setDelegationOrder", order);
    expect((await call("rut", "delegationOrders", {})).orders).toEqual([order]);
    await expect(corrected("revocation", "forbehall", 0)).rejects.toThrow(
      "Det får: Gun Dahl (utan beloppsgräns)",
    );
    await expect(call("arne", "attestPayment", { round, decision })).rejects.toThrow("1.1-7/2022");
  });

  test("its annex is sorted by name and carries the rules of its day", async () => {
    const { lines, conditions, appeal, dnr, total } = await call("rut", "decision", { round, decision });
    expect(lines.map(({ name }) => name)).toEqual(["Region Stockholm", "Region Uppsala"]);
    expect([dnr, total]).toEqual(["2/2022", 1_700_000]);
    expect(conditions.join(" ")).toContain("ska återbetalas");
    expect(appeal).toContain("allmän förvaltningsdomstol");
  });
});

describe("applications", () => {
  const ngos = "2022-ideell";
  /** Applications of as many organisations, assessed: nothing to one is a rejection. */
  const prepare = async (amounts: readonly number[], file = "ansökningar"): Promise<string> => {
    const columns = applicationColumns([]);
    const rows = amounts.map((amount, i) => {
      const row: Row = { ...goodRow, applicant: `Jouren ${i + 1} (exempeldata)`, orgnr: null, members: null };
      const asked: Row = {
        ...row,
        county: null,
        received: "2022-03-01",
        amount: amount || 1,
        budget: amount || 1,
      };
      return columns.map(({ id }) => asked[id] ?? null);
    });
    await call("hanna", "registerApplications", {
      round: ngos,
      sheet: "Ansökningar",
      rows: [columns.map(({ heading }) => heading), ...rows],
      document: documentNamed(file, "2022-03-01"),
    });
    const { applications } = await call("hanna", "applications", { round: ngos });
    const assessments = applications.map(({ code, version }, i) => ({
      code,
      version,
      outcome: amounts[i]! > 0 ? ("granted" as const) : ("rejected" as const),
      amount: amounts[i]!,
      grounds: amounts[i]! > 0 ? [] : ["krav-ej-uppfyllda"],
      rank: null,
      note: "Kan beviljas innan den har kompletterats (exempeldata)",
      statement: null,
      inputs: null,
    }));
    await call("hanna", "assessApplications", { round: ngos, assessments });
    return (await call("hanna", "prepareApplications", { round: ngos })).id;
  };

  test("are decided at once: money for those that are granted, none for those that are rejected", async () => {
    const decision = await prepare([50_000, 0, 30_000]);
    await call("bo", "decide", { round: ngos, decision, ...act });
    expect(await money("3", "ngo")).toBe("payable 30000");
    expect(await money("2", "ngo")).toBe("");
    const letter = await call("rut", "letter", {
      round: ngos,
      decision,
      code: "2",
      format: "docx",
    });
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(letter.base64, "base64") });
    expect(value).toContain("avslår ansökan");
    expect(value).toContain("Sökanden uppfyller inte prestationskraven.");
    const payment = await paidOut(call, ngos, decision, "2022-10-05");
    const { lines } = await call("eva", "payment", { round: ngos, payment });
    expect(lines.map(({ code, amount }) => [code, amount])).toEqual([
      ["1", 50_000],
      ["3", 30_000],
    ]);
  });

  test("say who prepared them, and are none by one who is disqualified", async () => {
    const decision = await prepare([50_000]);
    const disqualified = [{ name: people.hanna.name, why: "styrelseledamot" }];
    await expect(call("bo", "decide", { round: ngos, decision, ...act, disqualified })).rejects.toThrow(
      "är anmäld som jävig",
    );
    await call("bo", "decide", { round: ngos, decision, ...act });
    const { base64 } = await call("rut", "letter", { round: ngos, decision, code: "1", format: "docx" });
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(base64, "base64") });
    expect(value).toContain(people.hanna.name);
    expect(value).not.toMatch(/(?:Föredragande|Kontakt)\s+hanna/u);
  });

  test("answer the application that they were prepared on, and no other", async () => {
    const decision = await prepare([50_000]);
    await prepare([50_000], "ny ansökan");
    await expect(call("bo", "decide", { round: ngos, decision, ...act })).rejects.toThrow(
      "stämmer inte längre",
    );
  });

  test("for more than there is are refused", async () => {
    const decision = await prepare([15_500_000]);
    await granted(call, [1000], 90);
    await expect(call("bo", "decide", { round: ngos, decision, ...act })).rejects.toThrow(
      "15\u00a0499\u00a0000 kr kvar",
    );
  });
});

describe("the money of a round decided later", () => {
  const late = "2022-kommun-3";
  const money3 = { round: late, amount: 12_000_000, date: "2022-06-22", dnr: "S2022/02" };
  test("makes a preliminary key out of date, and the new one hands out the new money", async () => {
    const first = await call("hanna", "prepareAllocation", { round: late });
    await call("hanna", "decideRoundMoney", money3);
    const fix = { round: late, ...act };
    await expect(call("bo", "fixAllocation", { ...fix, decision: first.id })).rejects.toThrow(
      "Förbered nyckeln igen",
    );
    const second = await call("hanna", "prepareAllocation", { round: late });
    expect(second.total).toBe(12_000_000);
    await call("bo", "fixAllocation", { ...fix, decision: second.id });
    const status = (await call("eva", "status", { year: 2022 })).rounds.find(({ id }) => id === late);
    expect(status).toMatchObject({ amount: 12_000_000, budget: 0, unaccounted: 0 });
    expect((await call("rut", "audit", { chain: late })).intact).toBe(true);
  });
  test("is refused when the money is handed out", async () => {
    await expect(call("hanna", "decideRoundMoney", { ...money3, round })).rejects.toThrow("redan fördelade");
  });
});
