import { setTimeout as sleep } from "node:timers/promises";
import { type ApiClient, createApiClient } from "../../addin/api-client.ts";
import { type LocalService, startLocalService } from "../../functions/local/service.ts";
import type { Log } from "../../functions/log.ts";
import { sampleYear } from "../sample/sample-year.ts";
import type { Actor, Job } from "./job.ts";

/** What a run of the main job is started with. */
export interface SessionParts {
  /** Folder of the database; null = in memory. */
  readonly folder: string | null;
  /** 0 = any free port. */
  readonly port: number;
  readonly seed: number;
  readonly ceiling: number | null;
  readonly log: Log;
  readonly progress: Job["progress"];
  readonly keep: Job["keep"];
}

/** Where the letters that are sent go as .eml files: a folder beside that of the data. */
export function lettersBeside(folder: string): string {
  return `${folder}-brev`;
}

/** Starts the service and gives the job its people: each signs in and calls the API over the socket. */
export async function openSession(
  parts: SessionParts,
): Promise<{ readonly job: Job; readonly service: LocalService }> {
  const service = await startLocalService({
    ...parts,
    ...(parts.folder !== null && { letters: lettersBeside(parts.folder) }),
  });
  const clients = new Map<Actor, ApiClient>();
  const clientOf = (actor: Actor): ApiClient => {
    const known = clients.get(actor);
    if (known) return known;
    const client = createApiClient({
      baseUrl: service.url,
      token: () => service.issuer.tokenFor(actor),
      fetch: (url, init) => fetch(url, init),
      sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
    });
    clients.set(actor, client);
    return client;
  };
  const job: Job = {
    year: sampleYear(parts.seed),
    client: clientOf,
    as: (actor) => (name, request, options) => clientOf(actor).call(name, request, options),
    ceiling: parts.ceiling,
    progress: parts.progress,
    keep: parts.keep,
  };
  return { job, service };
}
