import { expect, test } from "vitest";
import * as z from "zod/mini";
import { faultOf, OutputMismatch } from "../../functions/fault.ts";

test("a fault is known by its kind and its places in the code, without its message", () => {
  const fault = faultOf(new RangeError("19121212-1212"));
  expect(fault.name).toBe("RangeError");
  expect(fault.at[0]).toMatch(/^at .*fault\.test\.ts:\d+:\d+\)?$/);
  expect(fault.at.length).toBeLessThanOrEqual(6);
  expect(JSON.stringify(fault)).not.toContain("1212");
});

test("what is thrown and is no error is known by its type alone", () => {
  expect(faultOf("19121212-1212")).toEqual({ name: "string", at: [] });
});

test("an answer outside the contract names members of the schema; indices and keys that are data do not show", () => {
  const schema = z.object({
    rounds: z.array(z.object({ total: z.int(), accounts: z.record(z.string(), z.int()) })),
  });
  const { error } = schema.safeParse({ rounds: [{ total: "x", accounts: { "19121212-1212": "y" } }] });
  expect(faultOf(new OutputMismatch(error!.issues))).toMatchObject({
    name: "OutputMismatch",
    places: ["rounds.*.total invalid_type", "rounds.*.accounts.? invalid_type"],
  });
});
