/** The numbers of an axis: its ends, and where it says how much. */
export interface Scale {
  readonly minimum: number;
  readonly maximum: number;
  readonly ticks: readonly number[];
}

interface Ends {
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly step: number | null;
}

/** An axis in even steps (1, 2 or 5 times a power of ten) that holds all values and, unless told otherwise, zero. */
export function scaleFor(values: readonly number[], ends: Ends, wanted = 5): Scale {
  const low = ends.minimum ?? Math.min(0, ...values);
  const high = Math.max(ends.maximum ?? Math.max(0, ...values), low);
  const step = ends.step !== null && ends.step > 0 ? ends.step : evenStep((high - low || 1) / wanted);
  const minimum = ends.minimum ?? Math.floor(low / step) * step;
  const maximum = ends.maximum ?? (Math.ceil(high / step) * step || step);
  const count = Math.min(100, Math.floor((maximum - minimum) / step + 1e-9));
  // Twelve digits: 3 times 0.1 is 0.3.
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((minimum + index * step).toPrecision(12)),
  );
  return { minimum, maximum: maximum > minimum ? maximum : minimum + step, ticks };
}

function evenStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10);
}

/** How far along an axis a number is: 0 at its beginning, 1 at its end; what is outside is at the nearer end. */
export function shareOf({ minimum, maximum }: Scale, value: number): number {
  return Math.min(1, Math.max(0, (value - minimum) / (maximum - minimum)));
}
