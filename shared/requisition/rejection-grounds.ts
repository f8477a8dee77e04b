import type { Dated } from "../programme.ts";
import { byAssumption, holds, inForce } from "../programmes/dated.ts";

/** A coded ground (grund) for rejecting a requisition; `id` is kept with decisions and never changed. */
export interface RejectionGround {
  readonly id: string;
  /** Swedish, as it stands in the decision. */
  readonly text: string;
}

/** The ground that only what came in late is rejected on. */
export const lateGround = "for-sen";

const proposed = byAssumption(
  "Antagande: inget beslut och ingen rapport räknar upp grunder för avslag på en rekvisition; orden är ett förslag. Rekvisitioner finns från 2016.",
);

/** Every ground with the days it holds. Being late leads to a decision; what is not completed is decided as it is. */
const grounds: readonly Dated<RejectionGround>[] = (
  [
    [lateGround, "Rekvisitionen kom in efter sista dagen för att rekvirera medel i omgången."],
    ["ej-kompletterad", "Rekvisitionen är ofullständig, och begärd komplettering har inte kommit in i tid."],
    [
      "ej-behorig",
      "Den som har undertecknat rekvisitionen har inte visats vara behörig att företräda mottagaren.",
    ],
    ["far-inte-rekvirera", "Mottagaren hör inte till dem som får rekvirera medel i omgången."],
    ["annat-andamal", "Medlen har begärts för något annat än det som omgången är avsedd för."],
  ] as const
).map(([id, text]) => holds("2016-01-01", null, { id, text }, proposed));

/** The grounds that hold on an ISO day. */
export function rejectionGroundsOn(day: string): readonly RejectionGround[] {
  return grounds.flatMap((ground) => inForce([ground], day)?.value ?? []);
}
