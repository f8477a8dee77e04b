import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isEmail } from "../../shared/email.ts";
import type { SendMail } from "../../shared/reminder/mail.ts";

/** Letters as .eml files in a folder, which mail programs open: nothing leaves this machine. */
export function mailFolder(folder: string, from: string, now: () => Date): SendMail {
  return async ({ to, subject, text }) => {
    // A line break in an address would be another header.
    if (!isEmail(to)) return "refused";
    const id = randomUUID();
    const lines = [
      `From: ${from}`,
      `To: ${to}`,
      `Subject: =?UTF-8?B?${base64(subject)}?=`,
      `Date: ${now().toUTCString().replace("GMT", "+0000")}`,
      `Message-ID: <${id}@fordela.invalid>`,
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
      ...(base64(text.replaceAll("\n", "\r\n")).match(/.{1,76}/g) ?? []),
      "",
    ];
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${now().toISOString().slice(0, 10)}-${id}.eml`), lines.join("\r\n"), {
      flag: "wx",
    });
    return "sent";
  };
}

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
