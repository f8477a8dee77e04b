import { invalidArgument } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import { Area } from "../workbook/sheet.ts";
import { type Address, parseAddress } from "../workbook/address.ts";
import type { Rect } from "../workbook/rect.ts";
import { type Arg, isHostObject } from "./host-object.ts";

/** Reads one argument; throws InvalidArgument with the name of what was wrong. */
export type Shape<T> = (value: Arg | undefined, what: string) => T;

export const text: Shape<string> = (value, what) => {
  if (typeof value !== "string") throw invalidArgument(what);
  return value;
};

export const boolean: Shape<boolean> = (value, what) => {
  if (typeof value !== "boolean") throw invalidArgument(what);
  return value;
};

export const number: Shape<number> = (value, what) => {
  if (typeof value !== "number") throw invalidArgument(what);
  return value;
};

export const integer: Shape<number> = (value, what) => {
  if (typeof value !== "number" || !Number.isInteger(value)) throw invalidArgument(what);
  return value;
};

/** "#RRGGBB" in capitals; names of colours are not accepted. */
export const color: Shape<string> = (value, what) => {
  if (typeof value !== "string" || !/^#?[0-9a-f]{6}$/i.test(value)) throw invalidArgument(what);
  return `#${value.replace("#", "").toUpperCase()}`;
};

/** One of the words of an enumeration, spelt exactly. */
export function oneOf<const W extends string>(words: readonly W[]): Shape<W> {
  return (value, what) => {
    const found = words.find((word) => word === value);
    if (found === undefined)
      throw invalidArgument(`${what}: ${typeof value === "string" ? value : typeof value}`);
    return found;
  };
}

/** The shape, or the default when the argument was left out. */
export function optional<T, const D>(shape: Shape<T>, otherwise: D): Shape<T | D> {
  return (value, what) => (value === null || value === undefined ? otherwise : shape(value, what));
}

/** Either of two shapes. */
export function either<A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> {
  return (value, what) => {
    try {
      return a(value, what);
    } catch {
      return b(value, what);
    }
  };
}

/** A list of one shape. */
export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value, what) => {
    if (!Array.isArray(value)) throw invalidArgument(what);
    return (value as readonly Arg[]).map((each, index) => shape(each, `${what}[${String(index)}]`));
  };
}

/** A plain object that has these keys and no others. */
export function record<S extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: S,
): Shape<{ readonly [K in keyof S]: ReturnType<S[K]> }> {
  return (value, what) => {
    const object = plainObject(value, what);
    const unknown = Object.keys(object).find((key) => !(key in shapes));
    if (unknown !== undefined) throw invalidArgument(`${what}.${unknown}`);
    const read = Object.entries(shapes).map(([key, shape]) => [key, shape(object[key], `${what}.${key}`)]);
    return Object.fromEntries(read) as { readonly [K in keyof S]: ReturnType<S[K]> };
  };
}

/** A plain object, whatever its keys. */
export function plainObject(value: Arg | undefined, what: string): { readonly [key: string]: Arg } {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isHostObject(value))
    throw invalidArgument(what);
  return value as { readonly [key: string]: Arg };
}

/** Any JSON value; client objects are refused. */
export const json: Shape<Json> = (value, what) => {
  if (value === undefined) return null;
  if (isHostObject(value)) throw invalidArgument(what);
  if (Array.isArray(value)) return (value as readonly Arg[]).map((each) => json(each, what));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, json(each, what)]));
  return value;
};

/** A range that the client passed as an object. */
export const area: Shape<Area> = (value, what) => {
  if (isHostObject(value) && value.target instanceof Area) return value.target;
  throw invalidArgument(what);
};

/** A range or an address: answers the block and, for an address, the name of the sheet in it. */
export const place: Shape<Area | Address> = (value, what) => {
  if (typeof value !== "string") return area(value, what);
  const found = parseAddress(value);
  if (!found) throw invalidArgument(`${what}: ${value}`);
  return found;
};

/** The rect of a place. */
export function rectOfPlace(found: Area | Address): Rect {
  return found.rect;
}
