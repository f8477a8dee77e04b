import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Store } from "../../functions/store/model.ts";
import { type Database, openDatabase } from "./fixture.ts";
import { type Call, office } from "./office.ts";

/** Gives every test of a file an empty store of its own, and the people who work in it. `name` is of the file alone. */
export function officeForEach(
  name: string,
  open: (opened: { readonly store: Store; readonly call: Call }) => unknown,
): void {
  const state: { database?: Database; tables: number } = { tables: 0 };
  beforeAll(async () => {
    state.database = await openDatabase();
  });
  afterAll(() => state.database!.close());
  beforeEach(async () => {
    state.tables += 1;
    const { store } = await state.database!.connect({ table: `${name}-${state.tables}` });
    await open({ store, call: office(store) });
  });
}
