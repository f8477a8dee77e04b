import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { answerWith } from "../../../functions/local/answer-with.ts";

/** Takes so many texts, then fails as a disk or a closed pipe does. */
class Failing extends Writable {
  readonly taken: string[] = [];
  readonly #code: string | null;
  readonly #after: number;
  constructor(code: string | null, after: number) {
    super();
    this.#code = code;
    this.#after = after;
  }
  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    if (this.#code !== null && this.taken.length >= this.#after)
      done(Object.assign(new Error(this.#code), { code: this.#code }));
    else {
      this.taken.push(chunk.toString());
      done();
    }
  }
}

test.each([
  ["all is written: its own code", null, 1, ""],
  ["a full disk: 2, with the reason", "ENOSPC", 2, "Resultatet gick inte att skriva (ENOSPC)."],
  ["a reader that has seen enough: its own code, no fault", "EPIPE", 1, ""],
])("%s", async (_, failure, code, reason) => {
  const stdout = new Failing(failure, 1);
  const stderr = new Failing(null, 0);
  expect(await answerWith(1, ["ett\n", "två\n"], { stdout, stderr })).toBe(code);
  expect(stdout.taken).toEqual(failure === null ? ["ett\n", "två\n"] : ["ett\n"]);
  expect(stderr.taken.join("")).toContain(reason);
  expect(stderr.taken.length).toBe(reason === "" ? 0 : 1);
});
