import type { MethodMember } from "./class.ts";

/** The target under which events of the whole workbook are told. */
export const workbookTarget = "Workbook";

/** The pair of methods by which the client begins and ends to listen, per event: its number and its ExcelApi set. */
export function listening<T>(
  targetOf: (target: T) => string,
  events: Readonly<Record<string, readonly [number, string]>>,
): Record<string, MethodMember<T>> {
  return Object.fromEntries(
    Object.entries(events).flatMap(([name, [event, since]]) =>
      [true, false].map((on) => [
        `_${on ? "Register" : "Unregister"}${name}Event`,
        {
          since,
          call: (target: T, _args: unknown, session) => {
            session.listen(event, targetOf(target), on);
            return null;
          },
        } satisfies MethodMember<T>,
      ]),
    ),
  );
}
