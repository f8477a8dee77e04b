import type { ApiClient } from "../api-client.ts";
import type { FunctionId } from "../manifest/functions.ts";
import { allotmentOf, explanationOf } from "./allocation-values.ts";
import { balanceOf, balanceTableOf } from "./balance-values.ts";
import { createCache, type Source } from "./cache.ts";
import { failureOutcome } from "./failure.ts";
import { tryKey } from "./key-values.ts";
import { type Outcome, refused, shown, signInFirst } from "./outcome.ts";
import { createSources } from "./sources.ts";
import { statusText } from "./status-value.ts";

export interface FunctionParts {
  readonly client: ApiClient;
  readonly now: () => Date;
  /** Whether requests can be made without asking the user for anything. */
  readonly signedIn: () => boolean;
  /** The year that the pane works with: what a formula without a year means. */
  readonly year: () => number;
}

type Args = readonly unknown[];

/** Starts one cell: shows its value now or as soon as it is known, and anew until stopped. */
export type Start = (args: Args, show: (outcome: Outcome) => void) => () => void;

/** The custom functions and the values behind them: what the pane and the ribbon steer. */
export interface Values {
  readonly functions: Readonly<Record<FunctionId, Start>>;
  /**
   * Fetches everything that cells show anew, one request per kind and year, and pushes it to the cells. Called by
   * "Uppdatera saldon", after sign-in and when the pane changes year. Gives back what failed; cells that had a value
   * keep it.
   */
  refresh(): Promise<readonly unknown[]>;
  /** Called when nobody is signed in any more: every value is dropped, and the cells say where to sign in. */
  signOut(): void;
}

export function createValues(parts: FunctionParts): Values {
  const cache = createCache(() => parts.now().getTime());
  const sources = createSources(parts.client);
  const begun = new Set<() => void>();
  const circumstances = (): string => `${parts.signedIn()} ${parts.year()}`;
  const seen = { circumstances: circumstances() };

  /** A cell that begins anew when somebody signs in or out, or the year changes; `begin` gives back how to stop. */
  function cell(begin: () => () => void): () => void {
    const run = { stop: begin() };
    const again = () => {
      run.stop();
      run.stop = begin();
    };
    begun.add(again);
    return () => {
      begun.delete(again);
      run.stop();
    };
  }

  const beginAnew = (): void => {
    seen.circumstances = circumstances();
    for (const again of [...begun]) again();
  };

  /** A function of one fetched thing. */
  function fetched<T>(
    source: (args: Args) => Outcome<Source<T>>,
    value: (found: T, args: Args) => Outcome,
  ): Start {
    return (args, show) =>
      cell(() => {
        const asked = source(args);
        if (asked.ok && parts.signedIn()) {
          return cache.watch(asked.value, (known) => {
            show(known.state === "ready" ? value(known.value, args) : failureOutcome(known.error));
          });
        }
        show(asked.ok ? signInFirst : asked);
        return nothing;
      });
  }

  /** The source of the year that stands as argument number `at`. */
  function ofYear<T>(source: (year: number) => Source<T>, at: number): (args: Args) => Outcome<Source<T>> {
    return (args) => {
      const year = readYear(args[at], parts.year());
      return year.ok ? shown(source(year.value)) : year;
    };
  }

  const startStatus: Start = (_, show) =>
    cell(() => {
      if (!parts.signedIn()) {
        show(shown("Inte inloggad. Logga in i panelen."));
        return nothing;
      }
      const person = { text: (): Outcome | null => null };
      const tell = () => {
        const text = person.text();
        if (text !== null) show(text);
      };
      const unwatch = cache.watch(sources.me, (known) => {
        person.text = () =>
          known.state === "ready"
            ? shown(statusText(known.value.name, cache.report()))
            : failureOutcome(known.error);
        tell();
      });
      const unobserve = cache.observe(tell);
      return () => {
        unwatch();
        unobserve();
      };
    });

  return {
    functions: {
      SALDO: fetched(ofYear(sources.balances, 1), (balances, [recipient, , item]) =>
        balanceOf(balances, recipient, item),
      ),
      SALDON: fetched(ofYear(sources.balances, 0), balanceTableOf),
      FORDELNING: fetched(ofYear(sources.allocations, 1), (allocations, [code]) =>
        allotmentOf(allocations, code),
      ),
      FORKLARA: fetched(ofYear(sources.allocations, 1), (allocations, [code]) =>
        explanationOf(allocations, code),
      ),
      NYCKEL: ([populations, funds, base, limit], show) => {
        show(tryKey(populations, funds, base, limit));
        return nothing;
      },
      STATUS: startStatus,
    },
    refresh: () => cache.refresh(seen.circumstances === circumstances() ? undefined : beginAnew),
    signOut: () => {
      cache.forget();
      beginAnew();
    },
  };
}

const nothing = (): void => undefined;

/** A year that is left out is the pane's. */
function readYear(given: unknown, standard: number): Outcome<number> {
  if (given === null || given === undefined || given === "") return shown(standard);
  const year = typeof given === "string" && /^\d{4}$/.test(given.trim()) ? Number(given) : given;
  return typeof year === "number" && Number.isInteger(year) && year >= 2000 && year <= 2100
    ? shown(year)
    : refused("Ange bidragsåret med fyra siffror, till exempel 2022.");
}
