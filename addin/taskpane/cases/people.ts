import type { RouteRequest } from "../../../shared/api.ts";
import { orNull, type Typed } from "../view/ActForm.tsx";
import type { WholeCase } from "./cases.ts";

/** The lists of people that a recipient's file holds. */
export const peopleLists = ["contacts", "signatories", "representatives"] as const;
export type PeopleList = (typeof peopleLists)[number];
export type PersonField = "name" | "title" | "email" | "phone" | "from" | "to" | "approved" | "document";

/** What is asked of a person in each list: a name of all, and from when of those who sign. */
export const personFields: Readonly<Record<PeopleList, readonly PersonField[]>> = {
  contacts: ["name", "title", "email", "phone"],
  signatories: ["name", "from", "to", "document"],
  representatives: ["name", "from", "to", "approved", "document"],
};

/** A person of any list, as text; null where nothing is said. */
export type Person = { readonly name: string } & Readonly<Partial<Record<PersonField, string | null>>>;

/** A person as typed. */
export function personOf(list: PeopleList, typed: Typed<PersonField>): Person {
  return Object.fromEntries(personFields[list].map((field) => [field, orNull(typed[field])])) as Person;
}

/** The recipient's file with other people in one of its lists: what another has changed meanwhile is a conflict. */
export function fileWith(
  { recipient, file }: WholeCase,
  list: PeopleList,
  people: readonly Person[],
): RouteRequest<"writeRecipientFile"> {
  const { contacts, signatories, representatives, version } = file;
  // What the fields of a list give is what the contract says of it; the service has the last word.
  return { recipient, contacts, signatories, representatives, version, [list]: people };
}
