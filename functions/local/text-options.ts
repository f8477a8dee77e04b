import { parseArgs } from "node:util";

/** The values of flags that each take a text, as `--round X`; null when a flag is unknown or lacks its value. */
export function textOptions<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): Partial<Record<Name, string>> | null {
  try {
    const options = Object.fromEntries(names.map((name) => [name, { type: "string" } as const]));
    return parseArgs({ args: [...args], options }).values as Partial<Record<Name, string>>;
  } catch {
    return null;
  }
}
