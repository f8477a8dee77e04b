import { describe, expect, it } from "vitest";
import { readWorkbook } from "../../../shared/files/read-xlsx.ts";
import { writeWorkbook } from "../../../shared/files/write-xlsx.ts";

describe("a workbook", () => {
  it("comes back as it was written, with Swedish letters", async () => {
    const bytes = await writeWorkbook([
      {
        name: "Åäö",
        columns: [{ heading: "Kod" }, { heading: "Belopp", format: "kr" }],
        rows: [["0180", 1200]],
      },
    ]);
    expect(await readWorkbook(bytes)).toEqual({
      ok: true,
      value: [
        {
          name: "Åäö",
          rows: [
            ["Kod", "Belopp"],
            ["0180", 1200],
          ],
        },
      ],
    });
  });
});
