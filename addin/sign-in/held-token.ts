import * as z from "zod";

/** A token in memory, and when it ceases (milliseconds since 1970). */
export const heldToken = z.object({ token: z.string().min(1), expires: z.number() });
export type HeldToken = z.output<typeof heldToken>;
