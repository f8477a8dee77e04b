import { api, type RouteName } from "../../../shared/api.ts";

/** What a schema says of the texts in it, under what makes them optional or many. */
interface Schema {
  readonly def?: {
    readonly shape?: Readonly<Record<string, Schema>>;
    readonly innerType?: Schema;
    readonly checks?: readonly Check[];
  };
}

/** One limit of a text. */
interface Check {
  readonly _zod: { readonly def: { readonly check: string; readonly maximum?: number } };
}

/** How many characters the service takes in a field of what a route is asked; Infinity where it says nothing. */
export function longest(route: RouteName, ...path: readonly string[]): number {
  const found = path.reduce<Schema | undefined>(
    (schema, name) => bare(schema)?.def?.shape?.[name],
    api[route].input as unknown as Schema,
  );
  const limits = bare(found)?.def?.checks ?? [];
  return Math.min(
    ...limits.map(({ _zod: { def } }) => (def.check === "max_length" ? def.maximum! : Infinity)),
    Infinity,
  );
}

function bare(schema: Schema | undefined): Schema | undefined {
  const inner = schema?.def?.innerType;
  return inner === undefined ? schema : bare(inner);
}
