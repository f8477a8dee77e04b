import type { CaseFacts } from "../case/case.ts";
import type { Dated } from "../programme.ts";
import { byAssumption, holds, inForce } from "../programmes/dated.ts";

/** A coded ground (grund) for rejecting a requisition; `id` is kept with decisions and never changed. */
export interface RejectionGround {
  readonly id: string;
  /** Swedish, as it stands in the decision. */
  readonly text: string;
}

/** The grounds that a date decides, and not a person alone. */
export const lateGround = "for-sen";
const notCompleted = "ej-kompletterad";

const proposed = byAssumption(
  "Antagande: inget beslut och ingen rapport räknar upp grunder för avslag på en rekvisition; orden är ett förslag. Rekvisitioner finns från 2016.",
);

/** Every ground with the days it holds. Being late leads to a decision; what is not completed is decided as it is. */
const grounds: readonly Dated<RejectionGround>[] = (
  [
    [lateGround, "Rekvisitionen kom in efter sista dagen för att rekvirera medel i omgången."],
    [notCompleted, "Rekvisitionen är ofullständig, och begärd komplettering har inte kommit in i tid."],
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

/** What a date decides of a requisition, on an ISO day. */
interface Dates extends Pick<CaseFacts, "completions" | "lastDay" | "today"> {
  readonly requisition: { readonly received: string } | null;
}

/** Why a ground does not hold for a requisition, in Swedish; null when it does, or when it is for a person to judge. */
export function groundFault(ground: string, facts: Dates): string | null {
  if (ground === lateGround) return inTime(facts);
  return ground === notCompleted ? mayBeCompleted(facts) : null;
}

function inTime({ requisition, lastDay }: Dates): string | null {
  const received = requisition?.received ?? "";
  return received > lastDay
    ? null
    : `Rekvisitionen kom in ${received}, i tid. Välj en annan grund, eller ta bort den om att den var sen.`;
}

function mayBeCompleted({ completions, today }: Dates): string | null {
  const asked = completions.findLast(({ of }) => of === "requisition");
  if (asked === undefined || asked.ended !== undefined)
    return "Ingen komplettering av rekvisitionen är begärd som väntar på svar. Begär komplettering först, eller välj en annan grund.";
  const { answer, answerBy } = asked;
  if (answer === null)
    return today > answerBy
      ? null
      : `Mottagaren har till och med ${answerBy} på sig att komplettera rekvisitionen. Vänta till dess, eller välj en annan grund.`;
  return answer.received > answerBy
    ? null
    : `Svaret på begäran om komplettering kom in ${answer.received}, i tid (sista dag ${answerBy}). Begär en komplettering till om något saknas, eller välj en annan grund.`;
}
