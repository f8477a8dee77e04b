import { moneyTest } from "./money.ts";

const applied = [["applications", "hanna", "2013-03-01"]] as const;
const assessed = [...applied, ["assess", "hanna", "2013-04-01", 100]] as const;
const prepared = [...assessed, ["prepareApplications", "hanna"]] as const;
const decided = [...prepared, ["decide", "bo", "2022-04-01"]] as const;
const attested = [...decided, ["attest", "arne"]] as const;
const paid = [...attested, ["pay", "eva"]] as const;
const lowered = [...paid, ["correct", "hanna", "2022-09-10", 50], ["decide", "bo"]] as const;
/** A third is used, half of the rest is asked to be carried over. */
const reported = [...paid, ["reports", "hanna", "2023-03-15", 33]] as const;
const carried = [...reported, ["carryOver", "bo", "2023-03-15", 50]] as const;
const accounted = [...carried, ["accountCarriedOver", "hanna", "2023-03-15", 50]] as const;
const corrected = [...carried, ["correct", "hanna", "2023-03-15", 50]] as const;
const recarried = [...corrected, ["decide", "bo", "2023-03-15"]] as const;
const repaid = [...paid, ["repay", "eva", "2022-09-10", 10]] as const;
const told = [...repaid, ["reports", "hanna", "2023-03-15", 33]] as const;
const loweredAfter = [...repaid, ["correct", "hanna", "2022-09-10", 50], ["decide", "bo"]] as const;
const proposed = [...reported, ["reports", "hanna", "2023-03-15", 50]] as const;
/** Decided on, and then what was asked for is changed by a completion. */
const completed = [...prepared, ["applications", "hanna", "2013-03-01", 33]] as const;

moneyTest({
  round: "2013-ideell",
  runs: 600,
  acts: 6,
  likely: [
    "applications",
    "assess",
    "prepareApplications",
    "decide",
    "attest",
    "pay",
    "reports",
    "acceptReport",
    "carryOver",
    "accountCarriedOver",
    "correct",
    "decide",
    "decline",
    "return",
    "repay",
    "reverse",
  ],
  stages: {
    empty: [],
    applied,
    assessed,
    prepared,
    decided,
    attested,
    paid,
    lowered,
    reported,
    carried,
    accounted,
    corrected,
    recarried,
    repaid,
    told,
    loweredAfter,
    proposed,
    completed,
  },
});
