import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mailFolder } from "../../../functions/local/mail-folder.ts";

const state = { folder: "" };
beforeEach(async () => {
  state.folder = await mkdtemp(join(tmpdir(), "letters-"));
});
afterEach(() => rm(state.folder, { recursive: true }));

const send = (to: string) =>
  mailFolder(
    state.folder,
    "fordela@example.se",
    () => new Date("2022-05-01T10:00:00Z"),
  )({
    to,
    subject: "Påminnelse",
    text: "Hej!",
  });

test("a letter is a file with one recipient", async () => {
  expect(await send("kim@example.se")).toBe("sent");
  const [name] = await readdir(state.folder);
  expect(await readFile(join(state.folder, name!), "utf8")).toContain("\r\nTo: kim@example.se\r\n");
});

test.each(["a@b.se\r\nBcc: x@y.se", "a@b.se\nBcc: x@y.se", "a@b.se, x@y.se", ""])(
  "%j is no address: nothing is written",
  async (to) => {
    expect(await send(to)).toBe("refused");
    expect(await readdir(state.folder)).toEqual([]);
  },
);
