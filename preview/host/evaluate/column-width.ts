/** A column of w points shows (w - 3.75) / 5.25 characters of the standard font: 48 points are 8.43. */
const EDGES = 3.75;
const CHARACTER = 5.25;

/** A width in points as the characters that a file counts in. */
export function charactersOf(points: number): number {
  return Math.round(((points - EDGES) / CHARACTER) * 100) / 100;
}

/** A width in characters as points. */
export function pointsOf(characters: number): number {
  return characters * CHARACTER + EDGES;
}
