import { describe, expect, test } from "vitest";
import {
  type DelegationOrder,
  notDelegated,
  orderOn,
  orderText,
} from "../../../shared/decision/delegation.ts";
import { noticeOf, noticeOfYear } from "../../../shared/decision/notice.ts";
import { daysBetween } from "../../../shared/holidays.ts";

const gd = { person: "gd", name: "Gun Dahl" };
const order: DelegationOrder = {
  from: "2022-01-01",
  dnr: "1.1-7/2022",
  decide: [
    { who: "everyone", kinds: ["requisitions", "correction"], upTo: 1_000_000 },
    { who: gd, kinds: ["key", "requisitions", "correction"], upTo: null },
  ],
  attest: [{ who: "everyone", upTo: 5_000_000 }],
};
const later: DelegationOrder = { ...order, from: "2022-07-01", dnr: "1.1-9/2022" };

describe("the order of a day", () => {
  test.each([
    ["2021-12-31", null],
    ["2022-01-01", "1.1-7/2022"],
    ["2022-06-30", "1.1-7/2022"],
    ["2022-07-01", "1.1-9/2022"],
  ])("on %s is %s", (day, dnr) => {
    expect(orderOn([later, order], day)?.dnr ?? null).toBe(dnr);
  });
  test("that is missing is said", () => {
    expect(orderText(null)).toContain("Ingen beslutsordning är registrerad");
  });
});

describe("who may do what", () => {
  test.each([
    ["bo", "requisitions", 1_000_000, null],
    ["bo", "requisitions", 1_000_001, "Gun Dahl (utan beloppsgräns)"],
    ["gd", "requisitions", 9_000_000, null],
    ["bo", "key", 1, "Gun Dahl"],
    ["gd", "applications", 1, "Ingen har den rätten"],
  ] as const)("%s decides %s of %i kr", (person, kind, kronor, words) => {
    const refused = notDelegated(order, person, { act: "decide", kind }, kronor);
    if (words === null) expect(refused).toBeNull();
    else expect(refused).toContain(words);
  });
  test("an attestant attests up to the limit, and without an order without limit", () => {
    expect(notDelegated(order, "arne", { act: "attest" }, 5_000_000)).toBeNull();
    expect(notDelegated(order, "arne", { act: "attest" }, 5_000_001)).toContain("1.1-7/2022");
    expect(notDelegated(null, "arne", { act: "attest" }, 5_000_001)).toBeNull();
  });
});

describe("days from decision to notice", () => {
  test.each([
    ["the same day", "2022-10-20", "2022-10-20", 0, 0],
    ["over a weekend", "2022-10-21", "2022-10-24", 3, 1],
    ["over Easter", "2022-04-14", "2022-04-19", 5, 1],
    ["over 6 June and Ascension Day", "2022-05-25", "2022-06-07", 13, 7],
    ["over Midsummer", "2022-06-23", "2022-06-27", 4, 1],
    ["over Christmas and New Year", "2022-12-23", "2023-01-09", 17, 9],
  ])("%s", (_, from, to, calendar, business) => {
    expect(daysBetween(from, to)).toEqual({ calendar, business });
  });

  test("count to the day when the last recipient was sent it, and are not said before", () => {
    const codes = ["0180", "0181"];
    const first = [{ code: "0180", date: "2022-10-21" }];
    expect(noticeOf("2022-10-20", codes, first)).toEqual({
      recipients: 1,
      of: 2,
      complete: null,
      days: null,
    });
    const both = [...first, { code: "0181", date: "2022-10-24" }, { code: "0180", date: "2022-11-30" }];
    expect(noticeOf("2022-10-20", codes, both)).toEqual({
      recipients: 2,
      of: 2,
      complete: "2022-10-24",
      days: { calendar: 4, business: 2 },
    });
  });

  test("of a year are a median and a longest", () => {
    const notices = ["2022-10-21", "2022-10-24", "2022-10-31"].map((date) =>
      noticeOf("2022-10-20", ["1"], [{ code: "1", date }]),
    );
    expect(noticeOfYear(notices)).toEqual({
      median: { calendar: 4, business: 2 },
      longest: { calendar: 11, business: 7 },
      decisions: 3,
    });
    expect(noticeOfYear([])).toBeNull();
  });
});
