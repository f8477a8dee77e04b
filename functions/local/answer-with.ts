import type { Writable } from "node:stream";

/** What a command may touch: files to read, and two streams to write to. */
export interface CommandIo {
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/**
 * Writes the texts, waiting for each before it takes the next, and answers `code`; or 2, with the reason on stderr, when
 * they cannot be written, as on a full disk. A reader that has seen enough (`| head`) ends it without a fault.
 */
export async function answerWith(
  code: number,
  texts: Iterable<string>,
  { stdout, stderr }: Pick<CommandIo, "stdout" | "stderr">,
): Promise<number> {
  // A failed write is answered in its callback; the event that comes with it must not end the process.
  stdout.on("error", () => undefined);
  try {
    for (const text of texts) await written(stdout, text);
  } catch (error) {
    const { code: reason } = error as NodeJS.ErrnoException;
    if (reason === undefined) throw error;
    if (reason === "EPIPE") return code;
    stderr.write(
      `Resultatet gick inte att skriva (${reason}). Kontrollera att det finns ledigt utrymme och att platsen går att skriva till, och kör kommandot igen.\n`,
    );
    return 2;
  }
  return code;
}

function written(stdout: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stdout.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
