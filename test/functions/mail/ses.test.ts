import { describe, expect, test } from "vitest";
import { sesMail } from "../../../functions/mail/ses.ts";
import type { SendMail } from "../../../shared/reminder/mail.ts";

type Handler = NonNullable<Exclude<Parameters<typeof sesMail>[1], undefined>["requestHandler"]>;
interface Request {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** The real client, with what is at the other end of the line. */
function line(answer: () => { readonly status: number; readonly body: object } | "lost"): {
  readonly send: SendMail;
  readonly requests: Request[];
} {
  const requests: Request[] = [];
  const requestHandler = {
    handle: (request: Request) => {
      requests.push(request);
      const given = answer();
      if (given === "lost")
        return Promise.reject(Object.assign(new Error("socket hang up"), { name: "TimeoutError" }));
      return Promise.resolve({
        response: {
          statusCode: given.status,
          headers: { "content-type": "application/json" },
          body: Buffer.from(JSON.stringify(given.body)),
        },
      });
    },
  } as unknown as Handler;
  const credentials = { accessKeyId: "exempel", secretAccessKey: "exempel" };
  return {
    send: sesMail("bidrag@example.se", { region: "eu-north-1", credentials, requestHandler }),
    requests,
  };
}

const mail = { to: "kim.ek@example.se", subject: "Återrapportering 2022", text: "Hej!\n\nÅterrapporten …" };

describe("a letter through the real client of SES", () => {
  test("is sent once, as UTF-8, from the authority's address", async () => {
    const { send, requests } = line(() => ({ status: 200, body: { MessageId: "1" } }));
    expect(await send(mail)).toBe("sent");
    expect(requests).toMatchObject([{ method: "POST", path: "/v2/email/outbound-emails" }]);
    expect(JSON.parse(Buffer.from(requests[0]!.body as Uint8Array).toString())).toEqual({
      FromEmailAddress: "bidrag@example.se",
      Destination: { ToAddresses: ["kim.ek@example.se"] },
      Content: {
        Simple: {
          Subject: { Data: mail.subject, Charset: "UTF-8" },
          Body: { Text: { Data: mail.text, Charset: "UTF-8" } },
        },
      },
    });
  });

  test.each([
    ["the address is refused", { status: 400, body: { __type: "MessageRejected" } }, "refused"],
    ["too many letters", { status: 429, body: { __type: "TooManyRequestsException" } }, "refused"],
    ["the service fails", { status: 500, body: {} }, "uncertain"],
    ["no answer comes", "lost", "uncertain"],
  ] as const)("%s: asked once, and then %s is told", async (_, answer, outcome) => {
    const { send, requests } = line(() => answer);
    expect(await send(mail)).toBe(outcome);
    expect(requests).toHaveLength(1);
  });
});
