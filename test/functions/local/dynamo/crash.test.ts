import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openEmbeddedDynamo } from "../../../../functions/local/dynamo/open.ts";
import { accounts, move, TableName, type Accounts } from "./accounts.ts";
import { embedded, makeTable } from "./clients.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dynamo-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const transferChild = fileURLToPath(new URL("./transfer.child.ts", import.meta.url));
const fullDiskChild = fileURLToPath(new URL("./full-disk.child.ts", import.meta.url));

/** Opens the folder, looks, and closes it. */
async function look(path: string): Promise<Accounts> {
  const { client, close } = await embedded({ path });
  try {
    return await accounts(client);
  } finally {
    await close();
  }
}

/** Every move is there whole or not at all: on both sides, and in the index as in the table. */
function expectWholeMoves({ sum, moves, indexedMoves }: Accounts): number {
  const [count = 0] = moves;
  expect(sum).toBe(0);
  expect(moves).toEqual(count === 0 ? [] : [count, count]);
  expect(indexedMoves).toEqual(moves);
  return count;
}

/** Starts the process that moves amounts, kills it without warning after a while, and tells how many it had saved. */
async function moveUntilKilled(path: string, milliseconds: number): Promise<number> {
  const mover = spawn(process.execPath, ["--import", "tsx", transferChild, path], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const gone = new Promise((resolve) => mover.once("close", resolve));
  const said: string[] = [];
  const started = new Promise((resolve) => {
    mover.stdout.on("data", (data: Buffer) => {
      said.push(data.toString());
      resolve(undefined);
    });
  });
  await Promise.race([started, gone]);
  await wait(milliseconds);
  mover.kill("SIGKILL");
  await gone;
  return said.join("").split("saved\n").length - 1;
}

/** Runs a script in a process whose files may be at most half a megabyte, and returns what it prints. */
async function runOnFullDisk(script: string, path: string): Promise<string> {
  const limited = 'ulimit -f 1024 && exec "$0" --import tsx "$1" "$2"';
  const limitedProcess = spawn("sh", ["-c", limited, process.execPath, script, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: string[] = [];
  limitedProcess.stdout.on("data", (data: Buffer) => said.push(data.toString()));
  await new Promise((resolve) => limitedProcess.once("close", resolve));
  return said.join("");
}

describe("a process killed in the middle of transactions", () => {
  test("leaves whole transactions only, and loses none that was answered", async () => {
    const killed = { before: 0 };
    for (const milliseconds of [3, 17, 40, 71, 110, 160]) {
      const answered = await moveUntilKilled(folder, milliseconds);
      const count = expectWholeMoves(await look(folder));
      expect(answered).toBeGreaterThan(0);
      expect(count).toBeGreaterThanOrEqual(killed.before + answered);
      killed.before = count;
    }
  });
});

describe("a log torn off anywhere", () => {
  test("opens with the whole transactions before the tear, and goes on from there", async () => {
    const whole = join(folder, "whole");
    const torn = join(folder, "torn");
    const { client, close } = await embedded({ path: whole });
    await makeTable(client, TableName);
    const log = readdirSync(whole).find((name) => name.endsWith(".log")) ?? "";
    const empty = statSync(join(whole, log)).size;
    for (const amount of [5, 7, 11, 13]) await move(client, amount, "x".repeat(8000));
    await close();
    const full = statSync(join(whole, log)).size;

    const found: number[] = [];
    for (let size = full; size >= empty; size -= Math.floor((full - empty) / 40)) {
      cpSync(whole, torn, { recursive: true });
      truncateSync(join(torn, log), size);
      const count = expectWholeMoves(await look(torn));
      const again = await embedded({ path: torn });
      await move(again.client, 1);
      await again.close();
      expect(expectWholeMoves(await look(torn))).toBe(count + 1);
      found.push(count);
      rmSync(torn, { recursive: true });
    }
    expect(found).toEqual(found.toSorted((a, b) => b - a));
    expect([...new Set(found)]).toEqual([4, 3, 2, 1, 0]);
  });
});

describe("a disk that is full", () => {
  test("fails the call in Swedish, saves nothing of it, and does not spoil what is saved later", async () => {
    const told = await runOnFullDisk(fullDiskChild, folder);
    const { saved, message, after, later } = JSON.parse(told) as {
      saved: number;
      message: string;
      after: Accounts;
      later: Accounts;
    };
    expect(message).toMatch(
      /^Det gick inte att spara på disken \(.*\)\. Se till att det finns ledigt utrymme/,
    );
    expect(saved).toBeGreaterThan(0);
    expect(expectWholeMoves(after)).toBe(saved);
    expect(expectWholeMoves(later)).toBe(saved + 1);
    expect(await look(folder)).toEqual(later);
  });
});

describe("a folder", () => {
  test("keeps tables, items and done transactions until the next start", async () => {
    const first = await embedded({ path: folder });
    await makeTable(first.client, TableName);
    await move(first.client, 5, "", "one-payment");
    await first.close();
    const second = await embedded({ path: folder });
    await move(second.client, 5, "", "one-payment");
    await second.close();
    expect(expectWholeMoves(await look(folder))).toBe(1);
  });
  test("in use is not opened again, and says so in Swedish; when let go of, it is", async () => {
    const first = await openEmbeddedDynamo({ path: folder });
    await expect(openEmbeddedDynamo({ path: folder })).rejects.toThrow(
      `Datamappen ${folder} används redan av en annan process. Stäng den och försök igen.`,
    );
    await first.close();
    await (await openEmbeddedDynamo({ path: folder })).close();
  });
  test("that is not a folder is reported as one that cannot be opened", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(openEmbeddedDynamo({ path: file })).rejects.toThrow(
      `Datamappen ${file} gick inte att öppna`,
    );
  });
  test("that is closed answers nothing more", async () => {
    const { client, close } = await embedded({ path: folder });
    await close();
    await expect(client.send(new ScanCommand({ TableName }))).rejects.toThrow("Datalagret är stängt");
  });
});
