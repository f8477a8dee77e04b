import * as z from "zod/mini";
import { ApiProblem } from "../api-client.ts";
import { chosenPersonKey, chosenPersonText, readChosenPerson } from "./chosen-person.ts";
import { notSignedIn, type Person, type SignIn } from "./sign-in.ts";

const people = z.array(z.object({ id: z.string(), name: z.string() }));
const granted = z.object({ token: z.string() });

/** A token of the development issuer lives an hour; it is asked for anew well before that. */
const renewAfter = 45 * 60_000;

interface PersonaParts {
  /** Where GET /dev/personas and POST /dev/token are: the page's own origin. */
  readonly origin: string;
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Remembers who was chosen while the browser's tab is open: never a token. */
  readonly memory: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Sign-in for development: one chooses who to be, from the list of the local service's issuer. */
export function personaSignIn({ origin, fetch, memory, now }: PersonaParts): SignIn {
  const held: { person: Person | null; token: string; at: number } = { person: null, token: "", at: 0 };
  const ask = async <T>(schema: z.ZodMiniType<T>, path: string, init?: RequestInit): Promise<T> => {
    const response = await fetch(`${origin}${path}`, init).catch(() => null);
    if (response?.ok !== true)
      throw new ApiProblem(
        response?.status ?? 0,
        "offline",
        "Ingen kontakt med utvecklingsinloggningen",
        "Starta tjänsten med npm start och försök igen.",
      );
    return schema.parse(await response.json());
  };
  const renew = async (person: Person): Promise<void> => {
    const { token } = await ask(granted, "/dev/token", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ persona: person.id }),
    });
    Object.assign(held, { person, token, at: now() });
  };
  return {
    token: async () => {
      if (held.person === null) throw notSignedIn("Välj i panelen vem du är och försök igen.");
      if (now() - held.at > renewAfter) await renew(held.person);
      return held.token;
    },
    resume: async () => {
      const person = held.person ?? readChosenPerson(memory.getItem(chosenPersonKey));
      if (person !== null && held.person === null) await renew(person);
      return person !== null;
    },
    signIn: async (person) => {
      if (person === undefined) throw notSignedIn("Välj i panelen vem du är och försök igen.");
      await renew(person);
      memory.setItem(chosenPersonKey, chosenPersonText(person));
    },
    signOut: () => {
      memory.removeItem(chosenPersonKey);
      Object.assign(held, { person: null, token: "", at: 0 });
    },
    people: () => ask(people, "/dev/personas"),
  };
}
