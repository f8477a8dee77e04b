import { Refusal } from "../../shared/errors.ts";

/**
 * The body as text, at most `limit` bytes of it; a UTF-8 byte order mark is left out.
 * A declared length over the limit is refused unread. A declared length under it is held by the HTTP parser, so the
 * body may be read in one go; an undeclared length is counted chunk by chunk and cut off where it passes the limit.
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > limit) throw tooLarge(limit);
  const bytes =
    declared === null ? await readCounting(request, limit) : new Uint8Array(await request.arrayBuffer());
  if (bytes.length > limit) throw tooLarge(limit);
  return decode(bytes);
}

async function readCounting(request: Request, limit: number): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  const reader = request.body.getReader();
  for (let size = 0, read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length;
    if (size > limit) {
      // Not awaited: a sender that never stops must not hold up the refusal.
      void reader.cancel().catch(() => undefined);
      throw tooLarge(limit);
    }
    chunks.push(read.value);
  }
  return joined(chunks);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  chunks.reduce((at, chunk) => {
    whole.set(chunk, at);
    return at + chunk.length;
  }, 0);
  return whole;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    // A lenient decoder would put U+FFFD into names without a word.
    throw new Refusal("invalid-request", "Begäran är inte kodad i UTF-8. Spara om innehållet som UTF-8.");
  }
}

function tooLarge(limit: number): Refusal {
  const megabytes = (limit / 1024 / 1024).toLocaleString("sv-SE", { maximumFractionDigits: 1 });
  return new Refusal(
    "too-large",
    `Begäran är större än ${megabytes} MB. Dela upp underlaget och skicka delarna var för sig.`,
  );
}
