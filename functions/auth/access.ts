import type { Role, Route } from "../../shared/api.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Principal } from "../context.ts";

const titles: Readonly<Record<Role, string>> = {
  handlaggare: "handläggare",
  foredragande: "föredragande",
  beslutsfattare: "beslutsfattare",
  attestant: "attestant",
  ekonom: "ekonom",
  administrator: "administratör",
  revisor: "revisor",
};

const listed = (some: readonly Role[]): string => some.map((role) => titles[role]).join(", ");

/** Passes when one of the person's roles is among the route's; otherwise says whose task it is. */
export function authorise(route: Route, { roles }: Principal): void {
  if (roles.some((role) => route.roles.includes(role))) return;
  throw new Refusal(
    "not-allowed",
    `Det här görs av: ${listed(route.roles)}. Du är inloggad som: ${listed(roles)}.`,
    { needs: route.roles },
  );
}
