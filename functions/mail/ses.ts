import { SendEmailCommand, SESv2Client, type SESv2ClientConfig } from "@aws-sdk/client-sesv2";
import type { SendMail } from "../../shared/reminder/mail.ts";

/**
 * Letters through Amazon SES. One attempt each: SES does not know a letter again, so what the SDK would try twice could
 * arrive twice. A refusal is sure; no answer, or a fault of the service, is not.
 */
export function sesMail(from: string, config: SESv2ClientConfig = { requestHandler: patience }): SendMail {
  const client = new SESv2Client({ ...config, maxAttempts: 1 });
  return async ({ to, subject, text }) => {
    const utf8 = (Data: string) => ({ Data, Charset: "UTF-8" });
    try {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) } } },
        }),
      );
      return "sent";
    } catch (error) {
      const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
      const status = $metadata?.httpStatusCode ?? 0;
      return status >= 400 && status < 500 ? "refused" : "uncertain";
    }
  };
}

/** Milliseconds. */
const patience = { connectionTimeout: 1_000, requestTimeout: 5_000 };
