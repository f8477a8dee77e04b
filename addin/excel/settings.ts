import type { Book } from "./run.ts";

/** The first of these settings that the workbook has. Nothing secret is ever kept there: the file is sent around. */
export async function readSetting(context: Book, keys: readonly string[]): Promise<string | null> {
  if (keys.length === 0) return null;
  const settings = keys.map((key) => context.workbook.settings.getItemOrNullObject(key));
  for (const setting of settings) setting.load("value");
  await context.sync();
  const found = settings.find(({ isNullObject }) => !isNullObject);
  return found === undefined ? null : String(found.value);
}

export async function writeSetting(context: Book, key: string, value: string): Promise<void> {
  context.workbook.settings.add(key, value);
  await context.sync();
}
