import { type Answering, type RunningServer, startServer } from "../../functions/local/server.ts";
import type { LocalService } from "../../functions/local/service.ts";
import { fileAnswer, isLocal, refusal } from "../page/serving/headers.ts";
import type { PaneFiles } from "../page/serving/pane.ts";
import { peopleAnswer } from "../page/serving/people.ts";
import type { Certificate } from "./tools.ts";

export interface ExcelServerParts {
  readonly pane: PaneFiles;
  readonly manifest: string;
  readonly service: Pick<LocalService, "app" | "issuer">;
  readonly certificate: Certificate;
  /** 0 = any free port. */
  readonly port: number;
}

/**
 * Serves what Excel asks for, on this machine alone and over https: the pane, the manifest, the API and sign-in for
 * development, all on one origin. @throws Error in Swedish when the port is taken.
 */
export async function serveExcel({
  pane,
  manifest,
  service,
  certificate,
  port,
}: ExcelServerParts): Promise<RunningServer> {
  const files = new Map<string, string | Uint8Array>([...pane.files, ["manifest.xml", manifest]]);
  const app: Answering = {
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      const name = pathname === "/" ? "taskpane.html" : pathname.slice(1);
      const file = files.get(name);
      // Program text, open to all: Excel on the web fetches functions.json from its own origin.
      if (file !== undefined)
        return fileAnswer(name, file, { ...pane.headers, "access-control-allow-origin": "*" });
      if (!isLocal(request)) return refusal(403, "Tjänsten svarar bara den egna datorn.");
      if (pathname.startsWith("/v1/")) return await service.app.fetch(request, {});
      if (pathname.startsWith("/dev/")) return await peopleAnswer(service.issuer, request);
      return refusal(404, "Adressen finns inte.");
    },
  };
  return await startServer({ app, port, certificate });
}
