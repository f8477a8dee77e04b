import { shownText } from "../../host/evaluate/number-format.ts";
import { draw } from "../dom.ts";
import type { ChartData } from "./chart-data.ts";
import { type Box, colourOf, words } from "./parts.ts";

/** The hole of a ring, as a part of its radius. */
const hole = 0.55;

/** The first series as slices of a pie, or of a ring. Negative values have no slice. */
export function drawPie(
  { series, categories, isRing, labels, value }: ChartData,
  box: Box,
): readonly SVGElement[] {
  const parts = (series[0]?.values ?? []).map((each) => Math.max(0, each ?? 0));
  const sum = parts.reduce((total, each) => total + each, 0);
  if (sum === 0) return [];
  const radius = Math.max(4, Math.min(box.width, box.height) / 2 - 6);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const on = (share: number, far: number): string => {
    const angle = share * 2 * Math.PI;
    return `${(middle.x + Math.sin(angle) * far).toFixed(2)} ${(middle.y - Math.cos(angle) * far).toFixed(2)}`;
  };
  const inner = isRing ? radius * hole : 0;
  let from = 0;
  return parts.flatMap((part, index) => {
    if (part === 0) return [];
    const begin = from / sum;
    from += part;
    // A whole turn would begin where it ends, and nothing would be drawn.
    const end = Math.min(from / sum, begin + 0.99999);
    const large = end - begin > 0.5 ? 1 : 0;
    const back = isRing
      ? `L${on(end, inner)}A${inner} ${inner} 0 ${large} 0 ${on(begin, inner)}`
      : `L${middle.x} ${middle.y}`;
    const d = `M${on(begin, radius)}A${radius} ${radius} 0 ${large} 1 ${on(end, radius)}${back}Z`;
    const share = shownText(part / sum, "0%");
    const amount = shownText(part, value.format).trim();
    const [x, y] = on((begin + end) / 2, radius * (isRing ? 0.78 : 0.65))
      .split(" ")
      .map(Number) as [number, number];
    return [
      draw(
        "path",
        { class: `chart-mark chart-slice ${colourOf(index)}`, d },
        draw("title", {}, `${categories[index] ?? ""}: ${amount} (${share})`),
      ),
      ...(labels === "none"
        ? []
        : [words(labels === "share" ? share : amount, x, y + 4, "middle", "chart-on-mark")]),
    ];
  });
}
