import { moneyTest } from "./money.ts";

const fixed = [
  ["prepareKey", "hanna"],
  ["fixKey", "bo", "2022-04-01"],
] as const;
const asked = [...fixed, ["requisitions", "hanna"]] as const;
const prepared = [...asked, ["prepareDecision", "hanna"]] as const;
const rejecting = [...asked, ["reject", "hanna"]] as const;
const rejected = [...rejecting, ["decide", "bo"]] as const;
const decided = [...prepared, ["decide", "bo"]] as const;
const attested = [...decided, ["attest", "arne"]] as const;
const paid = [...attested, ["pay", "eva"]] as const;
const lowered = [...paid, ["correct", "hanna"], ["decide", "bo"]] as const;
const repaid = [...paid, ["repay", "eva"]] as const;
const loweredAfter = [...repaid, ["correct", "hanna"], ["decide", "bo"]] as const;
const reported = [...paid, ["reports", "hanna"]] as const;
const proposed = [...reported, ["reports", "hanna", "2023-03-15", 33]] as const;

moneyTest({
  round: "2022-region",
  runs: 700,
  acts: 5,
  likely: [
    "requisitions",
    "reject",
    "prepareDecision",
    "decide",
    "redistribute",
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
  stages: {
    empty: [],
    fixed,
    asked,
    prepared,
    rejecting,
    rejected,
    decided,
    attested,
    paid,
    repaid,
    loweredAfter,
    lowered,
    reported,
    proposed,
  },
});
