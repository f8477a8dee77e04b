import { moneyTest } from "./money.ts";

const granted = [["grants", "hanna", "2022-04-01"]] as const;
const attested = [...granted, ["attest", "arne"]] as const;
const paid = [...attested, ["pay", "eva"]] as const;
const lowered = [...paid, ["correct", "hanna"], ["decide", "bo"]] as const;
const repaid = [...paid, ["repay", "eva"]] as const;
const loweredAfter = [...repaid, ["correct", "hanna"], ["decide", "bo"]] as const;
const reported = [...paid, ["reports", "hanna"]] as const;
const proposed = [...reported, ["reports", "hanna", "2023-03-15", 33]] as const;

moneyTest({
  round: "2022-ideell",
  runs: 1285,
  acts: 6,
  likely: [
    "grants",
    "attest",
    "pay",
    "reports",
    "acceptReport",
    "correct",
    "decide",
    "decline",
    "return",
    "repay",
    "reverse",
  ],
  stages: { empty: [], granted, attested, paid, repaid, loweredAfter, lowered, reported, proposed },
});

const fixed = [
  ["prepareKey", "hanna"],
  ["fixKey", "bo", "2022-04-01"],
] as const;
const asked = [...fixed, ["requisitions", "hanna"]] as const;
const decided = [...asked, ["prepareDecision", "hanna"], ["decide", "bo"]] as const;

// Every change of all 290 is staged, which takes its time: few runs, and those where money is redistributed.
moneyTest({
  round: "2022-kommun-1",
  runs: 15,
  acts: 4,
  likely: [
    "requisitions",
    "reject",
    "redistribute",
    "prepareDecision",
    "decide",
    "attest",
    "pay",
    "reports",
    "acceptReport",
    "correct",
    "decide",
    "decline",
    "return",
    "repay",
    "reverse",
  ],
  stages: { asked, decided },
});
