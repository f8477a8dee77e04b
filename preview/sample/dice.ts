/** A number from 0 up to 1 that depends on the seed and the label alone. */
export type Dice = (label: string) => number;

/**
 * Chance by seed. Every draw has a label of its own instead of a place in a sequence, so that a draw more or less
 * changes no other.
 */
export function dice(seed: number): Dice {
  return (label) => scramble(fold(`${String(seed)}|${label}`)) / 2 ** 32;
}

/** A whole number from `from` to `to`, both included. */
export function between(draw: number, from: number, to: number): number {
  return from + Math.floor(draw * (to - from + 1));
}

/** The items in an order decided by the dice. */
export function shuffled<T>(roll: Dice, label: string, items: readonly T[], name: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, place: roll(`${label}|${name(item)}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** FNV-1a, 32 bits: two labels that differ in one character end far apart after `scramble`. */
function fold(text: string): number {
  return Array.from(text).reduce(
    (hash, character) => Math.imul(hash ^ character.codePointAt(0)!, 0x01000193),
    0x811c9dc5,
  );
}

/** The final mixing of mulberry32, a published generator without state between draws. */
function scramble(value: number): number {
  const first = Math.imul(value ^ (value >>> 15), value | 1);
  const second = first ^ (first + Math.imul(first ^ (first >>> 7), first | 61));
  return (second ^ (second >>> 14)) >>> 0;
}
