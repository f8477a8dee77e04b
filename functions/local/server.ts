import type { Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

/** Anything that answers requests: the API alone, or the API beside a page and a sign-in. */
export interface Answering {
  fetch(request: Request, host?: object): Response | Promise<Response>;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes no new requests, lets those under way finish, and ends. */
  close(): Promise<void>;
}

/** Requests may take as long as the API lets them; headers come quickly or not at all. */
const timeouts = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 };

/** How long requests under way get to finish when the server closes, in milliseconds. */
const closingTime = 5_000;

/**
 * Starts a server; port 0 takes any free one. With a certificate it speaks https.
 * @throws Error with a Swedish text when the port is taken or needs rights that the user lacks.
 */
export async function startServer({
  app,
  port,
  host = "127.0.0.1",
  certificate,
}: {
  readonly app: Answering;
  readonly port: number;
  readonly host?: string;
  readonly certificate?: { readonly cert: string | Buffer; readonly key: string | Buffer };
}): Promise<RunningServer> {
  const fetch = (request: Request): Response | Promise<Response> => app.fetch(request, {});
  const server = (
    certificate === undefined
      ? createAdaptorServer({ fetch, serverOptions: timeouts })
      : createAdaptorServer({
          fetch,
          createServer: createHttpsServer,
          serverOptions: { ...timeouts, cert: certificate.cert, key: certificate.key },
        })
  ) as Server;
  await listening(server, port, host);
  const { port: bound } = server.address() as AddressInfo;
  const scheme = certificate === undefined ? "http" : "https";
  return { url: `${scheme}://${host}:${bound}`, port: bound, close: () => closed(server) };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new Error(explained(error, port), { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

function explained(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === "EADDRINUSE")
    return `Porten ${port} är upptagen av ett annat program: stäng det andra programmet eller välj en annan port med --port.`;
  if (error.code === "EACCES")
    return `Porten ${port} får du inte använda på den här datorn: välj en annan port, över 1023, med --port.`;
  return `Servern går inte att starta på port ${port} (${error.code ?? error.name}): välj en annan port med --port.`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const last = setTimeout(() => {
      server.closeAllConnections();
    }, closingTime);
    // A connection that falls idle while the server closes would else be kept for its next request.
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, 20);
    server.close(() => {
      clearTimeout(last);
      clearInterval(sweep);
      resolve();
    });
  });
}
