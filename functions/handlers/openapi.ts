import { api } from "../../shared/api.ts";
import { openApiDocument } from "../../shared/openapi.ts";
import type { Handlers } from "../context.ts";

/** Made once, when a function starts: the contract does not change while it runs. */
const document = openApiDocument(api);

export const openApiHandlers = {
  openApi: () => Promise.resolve(document),
} satisfies Partial<Handlers>;
