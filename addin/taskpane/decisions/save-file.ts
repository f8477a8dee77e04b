import type { LetterFile } from "../../commands/decisions.ts";

/** Has the browser save a file, as a link to download would. */
export function saveFile({ name, bytes }: Pick<LetterFile, "name" | "bytes">): void {
  const url = URL.createObjectURL(new Blob([Uint8Array.from(bytes)]));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
