import type { Person } from "../functions/office.ts";
import { amountNow, type Expected, type Model, paid, purse, waitsFor } from "./model.ts";

/** Whether the case of a recipient has ended: it was rejected last, or has declined all that it was allotted or given. */
function hasEnded(model: Model, code: string): boolean {
  if (model.declined.has(code) && purse(model, code).allotted === 0) return true;
  const own = [...model.decisions].filter(
    ([, { state, lines }]) => state === "decided" && lines.some((line) => line.code === code),
  );
  const made = own
    .filter(([, { kind }]) => kind === "requisitions")
    .toSorted(([, one], [, other]) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  const isGiven = ([id]: (typeof made)[number]): boolean => amountNow(model, id, code)! > 0;
  if (!made.some(isGiven) && own.some(([, { declines }]) => declines)) return true;
  const last = made.at(-1);
  return last?.[1].rejects !== undefined && !isGiven(last);
}

/** One requisition, in order or not, that nothing is decided of and no decision waits about. */
export function prepareRejection(model: Model, who: Person, code: string): Expected {
  if (model.keyLines.length === 0) return "wrong-state";
  if (!model.keyLines.some((line) => line.code === code)) return "not-found";
  const requisition = model.requisitions.get(code);
  const mine = purse(model, code);
  if (
    requisition === undefined ||
    requisition.state === "withdrawn" ||
    mine.payable + paid(mine) > 0 ||
    hasEnded(model, code)
  )
    return "wrong-state";
  const isLeft = waitsFor(
    model,
    code,
    ({ rejects }) => rejects !== undefined || requisition.state === "submitted",
  );
  if (isLeft) return "wrong-state";
  const { document } = requisition;
  return (id) =>
    void model.decisions.set(id, {
      kind: "requisitions",
      rejects: document,
      state: "prepared",
      preparedBy: who,
      decidedBy: null,
      date: "",
      lines: [{ code, amount: 0 }],
    });
}
