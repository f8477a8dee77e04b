import { readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileAnswer, refusal } from "./headers.ts";

/** Answers with a file of a folder, where it lies; nothing outside the folder is ever read. */
export async function fromFolder(folder: string, name: string): Promise<Response> {
  const top = await realpath(folder);
  try {
    const file = await realpath(join(top, decodeURIComponent(name)));
    if (!file.startsWith(top + sep)) return refusal(404, "Filen finns inte.");
    return fileAnswer(file, await readFile(file));
  } catch {
    return refusal(404, "Filen finns inte.");
  }
}
