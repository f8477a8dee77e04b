import { ApiProblem } from "../api-client.ts";
import { type Outcome, refused, signInFirst } from "./outcome.ts";

const notSignedIn = 401;

/** Why a value could not be fetched, as the cell says it. */
export function failureOutcome(error: unknown): Outcome<never> {
  return error instanceof ApiProblem && error.status === notSignedIn
    ? signInFirst
    : refused(failureText(error));
}

/** The same in words. What is not the service's own refusal says nothing that an official could use. */
export function failureText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return "Värdet gick inte att hämta. Öppna panelen och försök igen.";
  return error.status === notSignedIn ? "Logga in i panelen." : `${error.title}. ${error.detail}`;
}
