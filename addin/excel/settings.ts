import type { Book } from "./run.ts";

/** A setting of the workbook; null when it has none. Nothing secret is ever kept there: the file is sent around. */
export async function readSetting(book: Book, key: string): Promise<string | null> {
  const setting = book.workbook.settings.getItemOrNullObject(key);
  setting.load("value");
  await book.sync();
  return setting.isNullObject ? null : String(setting.value);
}

export async function writeSetting(book: Book, key: string, value: string): Promise<void> {
  book.workbook.settings.add(key, value);
  await book.sync();
}
