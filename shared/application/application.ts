import type { AccountKind } from "../identifiers.ts";

/** What one activity (verksamhet) is for, what it is expected to lead to, and its budget in kronor. */
export interface Activity {
  readonly purpose: string | null;
  readonly result: string | null;
  readonly budget: number | null;
}

/** Whether a performance requirement (prestationskrav) is met, as the applicant answers; `text` is what it adds. */
export interface RequirementAnswer {
  readonly id: string;
  readonly met: boolean | null;
  readonly text: string | null;
}

/** What is with an application: it stands, waits for completion, was taken back by the applicant, or replaced. */
export const applicationStates = ["submitted", "returned", "withdrawn", "superseded"] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** Whether an application is still to be answered: it has neither been taken back nor replaced. */
export function isStanding<A extends { readonly state: ApplicationState }>(one: A | undefined): one is A {
  return one !== undefined && one.state !== "withdrawn" && one.state !== "superseded";
}

export const applicationStateName: Readonly<Record<ApplicationState, string>> = {
  submitted: "Registrerad",
  returned: "Väntar på komplettering",
  withdrawn: "Återtagen",
  superseded: "Ersatt",
};

/** What an application says beside who applies. A value is null when its cell is empty or cannot be trusted. */
export interface ApplicationContent {
  /** Kronor asked for. */
  readonly amount: number | null;
  /** Kronor of last year's money that the applicant asks to keep (överförs). */
  readonly carriedOver: number | null;
  readonly activities: readonly Activity[];
  readonly requirements: readonly RequirementAnswer[];
  /** The statement (yttrande) that came with it, of the länsstyrelse or another authority. */
  readonly statement: string | null;
  readonly orgnr: string | null;
  readonly payee: {
    readonly kind: AccountKind;
    readonly account: string;
    readonly reference: string | null;
  } | null;
  readonly contact: string | null;
  readonly email: string | null;
  readonly signatory: string | null;
  /** ISO date. */
  readonly received: string | null;
}
