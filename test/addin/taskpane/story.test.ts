import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Scene } from "./harness.tsx";
import { openPanePage, type PanePage } from "./pane-page.ts";
import type { SampleAnswers } from "./sample-answers.ts";
import type { SampleWorld } from "./sample-commands.ts";

declare global {
  interface Window {
    show: (scene: Scene) => Promise<void>;
    live: { world: SampleWorld };
  }
}

const opened: { pane: PanePage | null; page: Page | null } = { pane: null, page: null };
beforeAll(async () => {
  opened.pane = await openPanePage();
});
afterAll(async () => {
  await opened.pane?.close();
});
beforeEach(async () => {
  await opened.page?.close();
  opened.page = await opened.pane!.browser.newPage({ viewport: { width: 350, height: 378 } });
  await opened.page.goto(opened.pane!.url);
  await opened.page.waitForSelector("html[data-ready]");
});

const page = (): Page => opened.page!;
const show = (what: Partial<Scene>): Promise<void> => {
  const scene: Scene = { tab: "start", state: "full", theme: "light", language: "sv-SE", ...what };
  return page().evaluate((wanted) => window.show(wanted), scene);
};
const at = async (state: string): Promise<void> => {
  await page().waitForSelector(`main[data-state="${state}"]`, { timeout: 5000 });
};
const press = (name: string | RegExp): Promise<void> => page().getByRole("button", { name }).first().click();
/** Selects in the sheet that the tab follows. */
const select = async (
  id: string,
  heading: string | null = null,
  value: number | null = null,
): Promise<void> => {
  await page().waitForFunction(() => window.live.world.isFollowed());
  await page().evaluate(
    (row) => {
      window.live.world.select(row);
    },
    { id, heading, value },
  );
};
const sees = (text: string | RegExp): Promise<void> =>
  page().getByText(text).first().waitFor({ timeout: 5000 });

describe("Rekvisitioner", () => {
  test("the result is one line; typing errors are corrected, undone and corrected again", async () => {
    await show({ tab: "requisitions", state: "empty" });
    await press("Kontrollera");
    await at("full");
    await sees("312 rader · ");
    await sees("85 att rätta (53 olika fel)");
    await press("Rätta 17 skrivfel");
    await sees("17 celler rättade.");
    await sees("68 att rätta");
    await press("Ångra");
    await sees("Ångrat. Cellerna är som de var.");
    await sees("85 att rätta (53 olika fel)");
  });

  test("the same fault in several cells is one line, opened to its cells; a click goes to the cell, F6 comes back", async () => {
    await show({ tab: "requisitions" });
    await at("full");
    await press(/Skriv en enda e-postadress.*samma fel i 4 celler/);
    await press("Visa cell H21 i bladet");
    expect(await page().evaluate(() => window.live.world.shown)).toEqual(["H21"]);
    await page().evaluate(() => {
      (document.activeElement as HTMLElement).blur();
      window.dispatchEvent(new Event("focus"));
    });
    expect(await page().evaluate(() => document.activeElement?.textContent)).toBe("H21");
  });

  test("nothing is registered before the day of receipt is given", async () => {
    await show({ tab: "requisitions" });
    await at("full");
    await press(/^Registrera \d+ rekvisitioner$/);
    await at("asking");
    await page().getByLabel("Inkom den").fill("");
    expect(
      await page()
        .getByRole("button", { name: /^Registrera/ })
        .isDisabled(),
    ).toBe(true);
    expect(await page().evaluate(() => window.live.world.registered)).toEqual([]);
    await page().getByLabel("Inkom den").fill("2022-08-30");
    expect(await page().getByLabel("Kom in genom").inputValue()).toBe("e-tjänst");
    await page().getByLabel("Kom in genom").selectOption("Post");
    await press(/^Registrera/);
    await at("registered");
    expect(await page().evaluate(() => window.live.world.registered)).toMatchObject([
      { received: "2022-08-30", channel: "post" },
    ]);
  });

  test("the key that asks to register does not register too: the keyboard is at the day of receipt", async () => {
    await show({ tab: "requisitions" });
    await at("full");
    await page()
      .getByRole("button", { name: /^Registrera \d+ rekvisitioner$/ })
      .focus();
    await page().keyboard.press("Enter");
    await at("asking");
    await page().waitForFunction(() => document.activeElement?.matches("input[type=date]"));
    const outline = (): Promise<string> =>
      page().evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    // Day, month, year and the calendar's button.
    const parts: string[] = [];
    for (let part = 0; part < 4; part++) {
      parts.push(await outline());
      if (part < 3) await page().keyboard.press("Tab");
    }
    expect(parts).toEqual(Array(4).fill("solid"));
    expect(await page().evaluate(() => document.activeElement?.matches("input[type=date]"))).toBe(true);
    await page().getByLabel("Inkom den").focus();
    await page().keyboard.press("Enter");
    await at("asking");
    expect(await page().evaluate(() => window.live.world.registered)).toEqual([]);
  });

  test("the keyboard comes to a new control without passing every problem", async () => {
    await show({ tab: "requisitions" });
    await at("full");
    await page().getByRole("button", { name: "Rätta 17 skrivfel" }).focus();
    await page().keyboard.press("Tab");
    expect(await page().evaluate(() => document.activeElement?.textContent)).toBe("Kontrollera igen");
  });

  test("long work says how far it has come, is read out, and can be given up", async () => {
    await show({ tab: "requisitions", state: "working" });
    await at("working");
    await sees("124 av 312");
    await page().waitForFunction(
      () => document.querySelector("[aria-live=polite]")?.textContent === "93 av 312",
    );
    await press("Avbryt");
    await at("asking");
    expect(await page().evaluate(() => window.live.world.registered)).toEqual([]);
  });

  test("an imported file shows its columns before a row is inserted", async () => {
    await show({ tab: "requisitions", state: "empty" });
    await page()
      .locator('input[type="file"]')
      .setInputFiles({ name: "export.csv", mimeType: "text/csv", buffer: Buffer.from("Kommunkod;Belopp") });
    await at("mapping");
    await sees("Kolumner i export.csv");
    await page().getByLabel("Kontaktperson").selectOption("Kommun");
    await press("Infoga 311 rader");
    await at("empty");
    await sees(/celler infogade/);
  });

  const pasteRows = (into: string): Promise<void> =>
    page().evaluate((selector) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "Kommun\tBelopp\nEkerö\t1");
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.querySelector(selector)!.dispatchEvent(event);
    }, into);

  test.each([
    ["in the field, opened with the keyboard", true],
    ["anywhere in the tab", false],
  ])("rows pasted %s are read as a file is", async (_, opens) => {
    await show({ tab: "requisitions", state: "empty" });
    await at("empty");
    if (opens) {
      await page().getByRole("button", { name: "Klistra in" }).focus();
      await page().keyboard.press("Enter");
      await at("pasting");
      expect(
        await page()
          .getByLabel("Kopierade rader")
          .evaluate((field) => field === document.activeElement),
      ).toBe(true);
    }
    await pasteRows(opens ? "textarea" : "body");
    await at("mapping");
    await sees("Kolumner i Inklistrad text");
    expect(await page().evaluate(() => window.live.world.pasted)).toEqual(["Kommun\tBelopp\nEkerö\t1"]);
  });

  test("what is pasted into a field of the pane stays there", async () => {
    await show({ tab: "requisitions" });
    await at("full");
    await press(/^Registrera \d+ rekvisitioner$/);
    await at("asking");
    await pasteRows("input[type=date]");
    await at("asking");
    expect(await page().evaluate(() => window.live.world.pasted)).toEqual([]);
  });

  test("trouble keeps what was on the screen, and the way back to it", async () => {
    await show({ tab: "requisitions" });
    await at("full");
    await page().evaluate(() => (window.live.world.weather = "offline"));
    await press("Kontrollera igen");
    await at("offline");
    await sees("Ingen kontakt med Fördela");
    await sees("85 att rätta");
    await page().evaluate(() => (window.live.world.weather = "clear"));
    await press("Försök igen");
    await at("full");
  });
});

describe("Fördelning", () => {
  test("a case officer previews, and may then insert or submit; there is no key to adopt", async () => {
    await show({ tab: "allocation" });
    await at("full");
    await page().getByLabel("Invånargräns").fill("25 000");
    await press("Förhandsgranska");
    await sees("Förhandsgranskad");
    expect(await page().getByRole("button", { name: "Fastställ nyckeln" }).count()).toBe(0);
    await press("Lämna till beslut");
    await sees(/^Lämnat till beslut: 75\s000\s000\skr till 290 mottagare/);
  });

  test("a limit that is no number is said at the field, and is not sent", async () => {
    await show({ tab: "allocation" });
    await at("full");
    await page().getByLabel("Invånargräns").fill("tjugo");
    await sees("Fyll i ett helt tal utan decimaler.");
    expect(await page().getByRole("button", { name: "Förhandsgranska" }).isDisabled()).toBe(true);
  });

  test("the selected row is explained step by step, and followed", async () => {
    await show({ tab: "allocation" });
    await at("full");
    await sees("Markera en rad i bladet Fördelning");
    await select("2022-kommun-1 0125");
    await sees("0125 Ekerö");
    await sees(/grundbelopp 100\s000/);
    await select("2022-kommun-1 0180");
    await sees("0180 Stockholm");
    await select("2022-region 01");
    await sees(/hör till Regioner 2022/);
  });
});

describe("Återrapportering", () => {
  test("the selected recipient's report is read", async () => {
    await show({ tab: "reportBacks" });
    await at("full");
    await select("municipality:0180");
    await page()
      .getByRole("status")
      .getByText(/^Stockholm · /)
      .waitFor();
    expect(await page().getByLabel("Läs en återrapport").locator("option:checked").textContent()).toBe(
      "Stockholm",
    );
  });

  test("a sheet is registered as it came in: its day, its way and its file", async () => {
    await show({ tab: "reportBacks" });
    await at("full");
    await press("Blad med återrapporter");
    await press("Registrera det som har kommit in");
    const button = page().getByRole("button", { name: "Registrera bladet" });
    await page().getByLabel("Inkom den").fill("");
    await sees("Fyll i vilken dag handlingen kom in.");
    expect(await button.isDisabled()).toBe(true);
    await page().getByLabel("Inkom den").fill("2023-03-14");
    await page().getByLabel("Kom in genom").selectOption("post");
    const [name, mimeType] = ["exempeldata.xlsx", "application/octet-stream"];
    await page()
      .locator('main input[type="file"]')
      .setInputFiles({ name, mimeType, buffer: Buffer.from("PK") });
    await sees(name);
    await button.click();
    await sees(/^1 registrerade, 1 åter/);
    expect(await page().evaluate(() => window.live.world.cameIn)).toEqual({
      received: "2023-03-14",
      channel: "post",
      file: name,
    });
  });
});

test("the log of a case says who, what, kronor, and in brackets number and day", async () => {
  await show({ tab: "cases", part: "opened" });
  await sees(
    /: bidrag registrerade, [\d\s]+ kr, beslutsfattare .+, föredragande .+ \(bidrag-\d+, 2022-\d\d-\d\d\)$/,
  );
  await sees(/: betalningsunderlag attesterat, [\d\s]+ kr \(betalning-bidrag-\d+\)$/);
});

describe("a form of a case", () => {
  const note = () => page().getByLabel("Ny tjänsteanteckning");
  const openNotes = async (): Promise<void> => {
    await press(/^Tjänsteanteckningar/);
    await note().waitFor();
  };

  test("what is typed is there when one comes back from another tab, and gone when it is sent", async () => {
    await show({ tab: "cases", part: "opened" });
    await note().fill("Ringde kassören (exempeldata).");
    await page().getByRole("tab", { name: "Start" }).click();
    await page().waitForSelector('main[data-tab="start"]');
    await page().getByRole("tab", { name: "Ärenden" }).click();
    await at("full");
    await openNotes();
    expect(await note().inputValue()).toBe("Ringde kassören (exempeldata).");
    await page().evaluate(() => (window.live.world.weather = "failed"));
    await press("Spara anteckningen");
    await at("failed");
    expect(await note().inputValue()).toBe("Ringde kassören (exempeldata).");
    await page().evaluate(() => (window.live.world.weather = "clear"));
    await press("Spara anteckningen");
    await sees("Klart.");
    expect(await note().inputValue()).toBe("");
    expect(await page().evaluate(() => window.live.world.acts.map(([name]) => name))).toEqual(["note"]);
  });

  test("a text that the service has no room for is said to be too long, is kept, and is not sent", async () => {
    await show({ tab: "cases", part: "opened" });
    await note().fill("a".repeat(10_001));
    await press("Spara anteckningen");
    await sees(/^Korta texten: den har 10\s001 tecken, och högst 10\s000 får plats\.$/);
    expect((await note().inputValue()).length).toBe(10_001);
    expect(await page().evaluate(() => window.live.world.acts)).toEqual([]);
  });
});

describe("a document that is taken for something else", () => {
  const acts = () => page().evaluate(() => window.live.world.acts);
  const isOff = (form: Locator, name: string): Promise<boolean> =>
    form.getByRole("button", { name }).isDisabled();

  test.each([
    [
      "sv-SE",
      ["Handling", "Skäl till att handlingen är något annat", "Besvarar begäran om komplettering"],
      "Ändra vad handlingen är, eller ange att den är ett svar",
      "Spara vad handlingen är",
      "Klart.",
    ],
    [
      "en-GB",
      ["Document", "Why the document is something else", "Answers the request for completion"],
      "Change what the document is, or say that it is an answer",
      "Save what the document is",
      "Done.",
    ],
  ] as const)(
    "in a case, is said what it is, why, and what it answers (%s)",
    async (language, labels, line, save, done) => {
      await show({ tab: "cases", part: "rejectable", language });
      const [type, why, answers] = labels;
      await press(line);
      const document = page()
        .locator("li")
        .filter({ has: page().getByLabel(answers) })
        .first();
      await document.waitFor();
      expect(await isOff(document, save)).toBe(true);
      await document.getByLabel(type, { exact: true }).selectOption("completion");
      expect(await isOff(document, save)).toBe(true);
      await document.getByLabel(why).fill("Det vi hade bett om.");
      await document.getByLabel(answers).check();
      await document.getByRole("button", { name: save }).click();
      await sees(done);
      expect(await acts()).toEqual([
        [
          "place",
          {
            ...{ year: 2022, row: null, document: expect.any(String) as unknown },
            ...{ round: "2022-kommun-1", recipient: expect.stringMatching(/^municipality:/) as unknown },
            ...{ type: { to: "completion", reason: "Det vi hade bett om." }, answers: true },
          },
        ],
      ]);
      expect(await isOff(document, save)).toBe(true);
    },
  );

  test("in no case, is put in one in the same act, or only said what it is", async () => {
    await show({ tab: "cases", part: "lists" });
    const row = page()
      .locator("li")
      .filter({ has: page().getByLabel("Mottagarens kod") })
      .first();
    await row.waitFor();
    expect(await isOff(row, "För till ärende")).toBe(true);
    await row.getByLabel("Handling", { exact: true }).selectOption("other");
    await row.getByLabel("Skäl till").fill("En inbjudan.");
    await row.getByRole("button", { name: "Spara vad handlingen är" }).click();
    await sees("Klart.");
    await row.getByLabel("Mottagarens kod").fill("0180");
    await row.getByLabel("Besvarar begäran").check();
    await row.getByRole("button", { name: "För till ärende" }).click();
    await page().waitForFunction(() => window.live.world.acts.length === 2);
    expect((await acts()).map(([, asked]) => asked)).toMatchObject([
      { row: null, type: { to: "other", reason: "En inbjudan." }, answers: false },
      { round: "2022-kommun-1", recipient: "municipality:0180", answers: true },
    ]);
  });
});

describe("acts that move money", () => {
  const acts = () => page().evaluate(() => window.live.world.acts);

  test("an order is attested when its sum has been read, and paid on the day that is written", async () => {
    await show({ tab: "decisions", part: "attested" });
    await press("Attestera");
    await sees(/^Du attesterar 30\s000\skr till 1 mottagare\./);
    expect(await acts()).toEqual([]);
    await press("Avbryt");
    expect(await acts()).toEqual([]);
    await press("Attestera");
    await page().getByRole("group").getByRole("button", { name: "Attestera" }).click();
    await sees(/är attesterat\. Betala i ekonomisystemet/);
    await page().getByLabel("Dagen då pengarna lämnade kontot").fill("2022-09-03");
    await press("Registrera betalning");
    await sees(/bokförs som utbetalt 2022-09-03\.$/);
    await page().getByRole("group").getByRole("button", { name: "Registrera betalning" }).click();
    await sees(/är bokfört som utbetalt\./);
    const round = "2022-kommun-1";
    expect(await acts()).toEqual([
      ["attestPayment", { round, decision: expect.stringMatching(/^beslut-/) as unknown }],
      ["pay", { round, payment: expect.stringMatching(/^betalning-beslut-/) as unknown, date: "2022-09-03" }],
    ]);
  });

  test("what recipients lack is a line each, and who has no account is paid when it is said why", async () => {
    await show({ tab: "decisions", part: "warned" });
    await sees("Att se över hos 12 mottagare");
    const lines = page().locator('section[data-part="warnings"] li');
    expect(await lines.count()).toBe(10);
    expect(await lines.first().innerText()).toMatch(/^\S.*: konto saknas · revisor inte kontrollerad$/);
    await press("2 mottagare till");
    expect(await lines.count()).toBe(12);
    await sees("Konto saknas för 2 mottagare. Utan skäl betalas inget.");
    await press("Attestera");
    await sees("Fyll i fältet.");
    expect(await acts()).toEqual([]);
    await page().getByLabel("Varför det kan betalas utan konto").first().fill("Finns i ekonomisystemet");
    await press("Attestera");
    await page().getByRole("group").getByRole("button", { name: "Attestera" }).click();
    await sees(/är attesterat\. Betala i ekonomisystemet/);
    expect(await acts()).toEqual([
      [
        "attestPayment",
        {
          round: "2022-kommun-1",
          decision: expect.stringMatching(/^beslut-/) as unknown,
          withoutAccount: "Finns i ekonomisystemet",
        },
      ],
    ]);
    await show({ tab: "decisions", part: "warned", language: "en-GB" });
    await sees("To look over at 12 recipients");
    await sees("no account · auditor not checked");
  });

  test("a redistribution is decided on the terms that were previewed; an open window is confirmed", async () => {
    await show({ tab: "allocation", part: "prepared", roles: ["beslutsfattare"] });
    await page().getByLabel("Högst till en mottagare, kr").fill("50 000");
    await page().getByLabel("Räkna dem som ej rekvirerade").check();
    await press("Räkna ut omfördelningen");
    await sees("Ej rekvirerat");
    await page().getByLabel("Diarienummer").fill("9/2022");
    await press("Besluta om omfördelning");
    await sees("Fyll i fältet.");
    await page().getByLabel("Grund för beslutet").fill("Exempeldata");
    await page().getByLabel("Fönstret är öppet till 2022-09-01: omfördela ändå").check();
    await press("Besluta om omfördelning");
    await sees(/Omgången stängs och öppnas inte igen\.$/);
    await page().getByRole("group").getByRole("button", { name: "Besluta om omfördelning" }).click();
    await sees(/Omgången är stängd\.$/);
    const { pool, shares } = await page().evaluate(
      async () => ((await (await fetch("/answers.json")).json()) as SampleAnswers).redistribution,
    );
    expect(await acts()).toEqual([
      [
        "decideRedistribution",
        {
          round: "2022-kommun-1",
          capPerRecipient: 50_000,
          excludeReturned: true,
          date: "2022-09-01",
          dnr: "9/2022",
          ground: "Exempeldata",
          beforeWindowEnds: true,
          seen: { pool, shares: shares.map(({ code, amount }) => ({ code, amount })) },
        },
      ],
    ]);
  });
});

describe("Beslut", () => {
  const deciding: Partial<Scene> = { tab: "decisions", roles: ["handlaggare", "beslutsfattare"] };
  const buttons = () => page().getByRole("button").allTextContents();

  test("a rejection is headed by its name and grounds, and who is disqualified does not decide it", async () => {
    await show({ ...deciding, part: "rejection" });
    await sees(/^Avslag avslag-9$/);
    for (const said of [
      "Rekvisitionen kom in för sent.",
      "Föredragande: Frida Al",
      "Deltog i övrigt: Siv Ros, jurist",
      /^Jäv: .+ \(närstående \(exempeldata\)\)$/,
    ])
      await sees(said);
    const shown = await buttons();
    expect(shown).toEqual(expect.arrayContaining(["Ta tillbaka förslaget", "Överklagande"]));
    for (const none of ["Fatta beslut", "Föredra", "Villkor"]) expect(shown).not.toContain(none);
  });

  test("what is prepared is decided, or taken back with a reason", async () => {
    await show({ ...deciding, part: "waiting" });
    await sees("Ta tillbaka förslaget");
    expect(await buttons()).toEqual(expect.arrayContaining(["Fatta beslut", "Föredra", "Villkor"]));
    await press("Ta tillbaka förslaget");
    await press("Ta tillbaka förslaget");
    await sees("Fyll i fältet.");
    await page().getByLabel("Varför förslaget tas tillbaka").fill("Fel belopp (exempeldata)");
    await press("Ta tillbaka förslaget");
    await sees(/^Förslaget är taget tillbaka\./);
  });
});

describe("Saldo", () => {
  test("the postings of the selected cell sum to the cell, or the cell is said to differ", async () => {
    await show({ tab: "balances" });
    await at("full");
    await select("municipality:0180", "Återbetalt", 0);
    await sees(/^Stockholm, Återbetalt: 0\skr$/);
    await select("municipality:0180", "Utbetalt", 1);
    await sees(/^Stockholm, Utbetalt: [\d\s]+\skr$/);
    await sees("utbetalt");
    await sees(/Cellen visar 1\. Uppdatera saldon/);
    // The pane is low: what is said of the selection is brought into sight.
    expect(
      await page()
        .getByRole("status")
        .evaluate((said) => said.getBoundingClientRect().bottom < 378),
    ).toBe(true);
    const said = await page().getByRole("status").textContent();
    const kronor = Number(/([\d\s]+)kr$/.exec(said!)![1]!.replaceAll(/\s/g, ""));
    await select("municipality:0180", "Utbetalt", kronor);
    await sees("Summan är den som cellen visar.");
  });

  test("a recipient's postings are dated, numbered and end in its balance", async () => {
    await show({ tab: "balances" });
    await at("full");
    await page().getByLabel("En mottagares bokföringsposter").selectOption({ label: "Stockholm (0180)" });
    await sees(/^\d+ bokföringsposter, äldst först$/);
    await sees("nyckel fastställd");
    await sees("Ej fördelat → Tilldelat, ej beslutat");
    await sees(/dnr .+ · nyckel-\d+ · 2022-kommun-1/);
  });

  test("postings that cannot be fetched are asked for again, and the sum of the year stays", async () => {
    await show({ tab: "balances" });
    await at("full");
    await page().evaluate(() => (window.live.world.weather = "offline"));
    await select("municipality:0180");
    await sees("Ingen kontakt med Fördela");
    await sees("Årets medel 2022");
    await page().evaluate(() => (window.live.world.weather = "clear"));
    await press("Försök igen");
    await sees(/^\d+ bokföringsposter, äldst först$/);
  });

  test.each([
    ["sv-SE", "Uppdatera saldon", "Ändrat av Hugo Handläggare kl. 14.32"],
    ["en-US", "Update balances", "Changed by Hugo Handläggare at 14.32"],
  ])("a conflict says who changed the cell, and when: %s", async (language, button, who) => {
    await show({ tab: "balances", language });
    await at("full");
    await press(button);
    await press(/^1 (cell ändrad|cell changed)/);
    await sees(who);
  });
});

describe("the pane around the tabs", () => {
  test("first run: three lines, two buttons, and then never again", async () => {
    await show({ before: "welcome" });
    await page().waitForSelector("[data-welcome]");
    expect(await page().locator("[data-welcome] li").count()).toBe(3);
    expect(await page().getByRole("button").count()).toBe(2);
    await press("Importera en fil");
    await page().waitForSelector('main[data-tab="requisitions"]');
    expect(await page().evaluate(() => window.location.hash)).toBe("#/rekvisitioner");
  });

  test("a step of the year leads to its tab, with the keyboard alone", async () => {
    await show({});
    await at("full");
    const step = page().getByRole("button", { name: "Omfördelning" });
    await step.focus();
    await page().keyboard.press("Enter");
    await page().waitForSelector('main[data-tab="allocation"]');
  });

  test("the tabs are walked with the arrow keys", async () => {
    await show({});
    await at("full");
    await page().getByRole("tab", { name: "Start" }).focus();
    await page().keyboard.press("ArrowRight");
    await page().keyboard.press("Enter");
    await page().waitForSelector('main[data-tab="requisitions"]');
  });

  test("outside Excel there is a plain page that says where to open it", async () => {
    await show({ before: "browser" });
    await sees("Öppna i Excel");
    expect(await page().getByRole("tab").count()).toBe(0);
  });
});
