import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { openHost, type OpenHost, type OpenOptions } from "../../../preview/host/node.ts";

const dist = join(import.meta.dirname, "../../../node_modules/@microsoft/office-js/dist");

/** The client's files in node_modules, fingerprinted here and not by the host. */
export function fingerprint(name: string): string {
  return createHash("sha256")
    .update(readFileSync(join(dist, name)))
    .digest("hex");
}

/**
 * Tells a story in a workbook opened in Microsoft's client, and closes it. Whatever the story: the client's files were
 * the unmodified ones, something went over the wire, and nothing was asked that the host does not know.
 */
export async function inExcel(
  story: (open: OpenHost) => Promise<void>,
  options: OpenOptions = {},
): Promise<void> {
  const open = await openHost(options);
  try {
    await story(open);
    await open.host.idle();
    expect(open.unknown()).toEqual([]);
    expect(open.host.wireLog.entries.length).toBeGreaterThan(0);
    expect(open.loaded).toEqual(open.loaded.map(({ name }) => ({ name, sha256: fingerprint(name) })));
    expect(open.loaded.map(({ name }) => name)).toContain("excel-win32-16.01.js");
    expect(open.host.keptReferences).toBe(0);
  } finally {
    open.close();
  }
}

/** The code of the error that an act is refused with. */
export async function refusal(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
  return "ingen vägran";
}

/** Waits until something holds; the tests' own way past timers in the client. */
export async function until(holds: () => boolean, milliseconds = 5000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) throw new Error("det hände aldrig");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
