import { createRequire } from "node:module";

/** A certificate for https://localhost, its key, and the certificate of the one who issued it. */
export interface Certificate {
  readonly ca: string | Buffer;
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

/** What is used of Microsoft's office-addin-dev-certs. */
export interface CertificateTools {
  /** Makes certificates where there are none, asks the computer to trust them, and reads them. Windows and Mac. */
  getHttpsServerOptions(): Promise<Certificate>;
  /** Only makes them; writes nothing where there are some. */
  generateCertificates(ca: string, certificate: string, key: string): Promise<void>;
}

/** What is used of Microsoft's office-addin-dev-settings. Windows and Mac. */
export interface SideloadTools {
  /** Tells Excel about the add-in, and opens Excel with it. */
  sideloadAddIn(manifest: string, app: "excel"): Promise<void>;
  unregisterAddIn(manifest: string): Promise<void>;
}

// The packages are this folder's own, fetched when they are asked for; their types may not be there.
const load = createRequire(import.meta.url);

export function certificateTools(): CertificateTools {
  return load("office-addin-dev-certs") as CertificateTools;
}

export function sideloadTools(): SideloadTools {
  return load("office-addin-dev-settings") as SideloadTools;
}
