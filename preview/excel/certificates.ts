import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Certificate, certificateTools } from "./tools.ts";

/** A certificate that ends sooner than this is made anew, in milliseconds. */
const margin = 24 * 60 * 60 * 1000;

/**
 * The certificate that Excel is to trust. On Windows and Mac the computer asks the user first; elsewhere it is kept in
 * `folder`, and whoever uses it trusts it in the browser: no store of the computer is touched, and sudo never called.
 * @throws Error in Swedish when the computer does not take it.
 */
export async function certificateFor(
  platform: NodeJS.Platform,
  folder: string,
  now: Date,
): Promise<Certificate> {
  if (platform !== "win32" && platform !== "darwin") return await ownCertificate(folder, now);
  try {
    return await certificateTools().getHttpsServerOptions();
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).trim();
    throw new Error(
      `Datorn litar inte på certifikatet för https://localhost (${reason}). Kör kommandot igen och svara ja när datorn frågar. Får du inte lägga till certifikat på datorn: be it-avdelningen.`,
      { cause: error },
    );
  }
}

async function ownCertificate(folder: string, now: Date): Promise<Certificate> {
  const [ca, cert, key] = ["ca.crt", "localhost.crt", "localhost.key"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  if (!lasts([ca, cert], key, now)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await certificateTools().generateCertificates(ca, cert, key);
  }
  return { ca: readFileSync(ca), cert: readFileSync(cert), key: readFileSync(key) };
}

/** Whether the certificates are there, belong to the key, and are valid for a while. */
function lasts(certificates: readonly string[], key: string, now: Date): boolean {
  if (![...certificates, key].every((file) => existsSync(file))) return false;
  try {
    const [ca, cert] = certificates.map((file) => new X509Certificate(readFileSync(file)));
    return (
      cert!.verify(ca!.publicKey) &&
      cert!.checkPrivateKey(createPrivateKey(readFileSync(key))) &&
      [ca!, cert!].every(({ validTo }) => Date.parse(validTo) > now.getTime() + margin)
    );
  } catch {
    // A file that is no certificate.
    return false;
  }
}
