import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startLocalService } from "../../functions/local/service.ts";
import { openPreview } from "../../preview/server.ts";

const silent = { request: () => undefined };

test("the preview can send reminders: they go where the service's letters go", async () => {
  const letters = mkdtempSync(join(tmpdir(), "fordela-letters-"));
  const service = await startLocalService({ folder: null, port: 0, log: silent, letters });
  const preview = await openPreview({ workbook: null, service, stage: "local", port: 0, log: silent });
  try {
    const answer = await fetch(`${preview.url}/v1/years/2022/reminders`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await service.issuer.tokenFor("hanna")}`,
        "content-type": "application/json",
        "idempotency-key": "skicka-en-gang",
      },
      body: JSON.stringify({ reminders: ["municipality:0114 report-back 2023-03-31 fore"] }),
    });
    const { detail } = (await answer.json()) as { detail: string };
    // There is none to send; without a place for mail it would have said that.
    expect(detail).toMatch(/^Ingen påminnelse att skicka\./);
  } finally {
    await preview.close();
    await service.close();
    rmSync(letters, { recursive: true });
  }
});
