import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { openEmbeddedDynamo } from "../../functions/local/dynamo/open.ts";

/** The embedded DynamoDB behind a socket, for programs that bring their own SDK client. */
export async function dynamoEndpoint(): Promise<{ url: string; close: () => Promise<void> }> {
  const dynamo = await openEmbeddedDynamo({ path: null });
  const server = createServer((request, response) => {
    void (async () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const { response: answer } = await dynamo.requestHandler.handle({
        headers,
        body: await bodyOf(request),
      });
      response.writeHead(answer.statusCode, answer.headers).end(answer.body);
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await dynamo.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
