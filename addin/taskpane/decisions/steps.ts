import { correctableKinds, disqualifiedAmong } from "../../../shared/decision/kinds.ts";
import { mayDo } from "../may-do.ts";
import type { Me } from "../tab-parts.ts";
import type { Opened, Step } from "./decisions.ts";

/** The steps that this person may take with a decision, the next one first. */
export function stepsFor(
  me: Me,
  {
    kind,
    state,
    preparedBy,
    disqualified,
    notice,
  }: Pick<Opened, "kind" | "state" | "preparedBy" | "disqualified" | "notice">,
): readonly Step[] {
  if (state === "withdrawn") return [];
  if (state !== "decided") {
    const here = kind === "requisitions" || kind === "applications" || kind === "correction";
    const mayTakePart = disqualifiedAmong(disqualified, [me.name]) === undefined;
    const decides = here && mayTakePart && mayDo(me, "decide") && me.id !== preparedBy;
    const presents = mayTakePart && mayDo(me, "presentDecision") && state === "prepared";
    return [
      ...(decides ? (["decide"] as const) : []),
      ...(presents ? (["present"] as const) : []),
      ...(mayDo(me, "takeBackDecision") ? (["takeBack"] as const) : []),
    ];
  }
  const unsent = notice !== null && notice.recipients < notice.of;
  const corrects = correctableKinds.includes(kind);
  return [
    ...(mayDo(me, "dispatch") && unsent ? (["dispatch"] as const) : []),
    ...(mayDo(me, "prepareCorrection") && corrects ? (["correct"] as const) : []),
  ];
}
