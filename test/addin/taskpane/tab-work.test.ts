import { describe, expect, test } from "vitest";
import type { CheckResult, Commands } from "../../../addin/commands/contract.ts";
import { createLoadedTab } from "../../../addin/taskpane/loaded-tab.ts";
import { createRequisitions } from "../../../addin/taskpane/requisitions/requisitions.ts";
import type { TabParts } from "../../../addin/taskpane/tab-parts.ts";

/** What a tab needs of the pane for what is tried here. */
function partsWith(commands: Partial<Commands> = {}): TabParts {
  return { commands, signedOut: () => undefined } as unknown as TabParts;
}

/** An answer that comes when it is told to. */
function pending<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  const told: { resolve: (value: T) => void } = { resolve: () => undefined };
  const promise = new Promise<T>((resolve) => (told.resolve = resolve));
  return {
    promise,
    resolve: (value) => {
      told.resolve(value);
    },
  };
}

interface Shown {
  readonly at: "full";
  readonly year: number;
}

describe("a tab that is loaded from the service", () => {
  test("another year is chosen while work goes on: the work is given up, and the new year is shown", async () => {
    const asked = { year: 2022 };
    const tab = createLoadedTab<"refresh", Shown>(partsWith(), {
      read: () => Promise.resolve({ at: "full", year: asked.year }),
      quiet: {},
    });
    await tab.open();
    const slow = pending<null>();
    const signals: AbortSignal[] = [];
    const work = tab.work(
      "refresh",
      async ({ signal }) => {
        signals.push(signal);
        await slow.promise;
        return { year: 2022 };
      },
      () => undefined,
    );
    asked.year = 2021;
    tab.clear();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    const opened = tab.open();
    slow.resolve(null);
    await Promise.all([work, opened]);
    expect(tab.machine.get()).toEqual({ at: "full", year: 2021 });
  });

  test("what is shown behind trouble can still be changed, and the trouble stays", async () => {
    const tab = createLoadedTab<"refresh", Shown>(partsWith(), {
      read: () => Promise.resolve({ at: "full", year: 2022 }),
      quiet: {},
    });
    await tab.open();
    await tab.work(
      "refresh",
      () => Promise.reject(new Error("the network is down")),
      () => undefined,
    );
    const { at } = tab.machine.get();
    tab.change({ year: 2023 });
    expect(tab.machine.get()).toMatchObject({ at, shown: { at: "full", year: 2023 } });
    expect(at).not.toBe("full");
  });

  test("one work at a time, and nothing is read anew under it", async () => {
    const tab = createLoadedTab<"refresh", Shown>(partsWith(), {
      read: () => Promise.resolve({ at: "full", year: 2022 }),
      quiet: {},
    });
    await tab.open();
    const slow = pending<null>();
    const begun: number[] = [];
    const work = (year: number): Promise<void> =>
      tab.work(
        "refresh",
        async () => {
          begun.push(year);
          await slow.promise;
          return { year };
        },
        () => undefined,
      );
    const first = work(1);
    await work(2);
    await tab.open();
    slow.resolve(null);
    await first;
    expect([begun, tab.machine.get()]).toEqual([[1], { at: "full", year: 1 }]);
  });
});

describe("the requisitions while they are being registered", () => {
  test("a date that is changed, a control and a paste wait: the answer is shown as it came", async () => {
    const result = { problems: [] } as unknown as CheckResult;
    const answer = { document: "rekvisitioner-1", registered: 205, returned: 0, unidentified: 0 };
    const slow = pending<typeof answer>();
    const days: string[] = [];
    const tab = createRequisitions(
      partsWith({
        check: () => Promise.resolve(result),
        suggestIncoming: () => Promise.resolve({ received: "2022-08-31", channel: "post" }),
        register: (_, { received }) => {
          days.push(received);
          return slow.promise;
        },
      }),
    );
    await tab.check();
    await tab.ask();
    const registering = tab.register();
    tab.setIncoming({ received: "2022-09-01" });
    tab.paste();
    await tab.check();
    await tab.register();
    slow.resolve(answer);
    await registering;
    expect([days, tab.machine.get()]).toEqual([["2022-08-31"], { at: "registered", result, answer }]);
  });
});
