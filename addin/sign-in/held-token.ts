import * as z from "zod/mini";

/** A token in memory, and when it ceases (milliseconds since 1970). */
export const heldToken = z.object({ token: z.string().check(z.minLength(1)), expires: z.number() });
export type HeldToken = z.output<typeof heldToken>;
