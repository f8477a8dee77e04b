import { refusals } from "../../shared/errors.ts";
import { ApiProblem } from "../api-client.ts";

/** Whoever can be chosen to sign in as. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** How the add-in learns who sits in front of it. Tokens live in memory and nowhere else. */
export interface SignIn {
  /** An access token that is valid now. @throws ApiProblem "not-signed-in" when nobody has signed in. */
  readonly token: () => Promise<string>;
  /** Signs in without a question where that is possible; says whether somebody is signed in now. */
  readonly resume: () => Promise<boolean>;
  /** Signs in as one of `people`, or, when there is no list, by asking in a window. */
  readonly signIn: (person?: Person) => Promise<void>;
  readonly signOut: () => void;
  /** Whom one may sign in as (development); null where the identity provider asks. */
  readonly people: (() => Promise<readonly Person[]>) | null;
}

/** The refusal that sends the person to the sign-in page. */
export function notSignedIn(detail = "Logga in i panelen och försök igen."): ApiProblem {
  return new ApiProblem(401, "not-signed-in", refusals["not-signed-in"], detail);
}
