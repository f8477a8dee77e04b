import { generateKeyPair, exportJWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personas } from "../../../functions/local/issuer.ts";
import type { LocalService } from "../../../functions/local/service.ts";
import { importPopulation } from "../../../preview/main-job/money-steps.ts";
import { formatKronor } from "../../../shared/money.ts";
import { valuesIn } from "./hand.ts";
import { openStory, type Story } from "./preview-story.ts";

const round = "2022-kommun-1";
const regions = "2022-region";

/**
 * The people of the local service, with one change: Bo has been given the case officer's role too, so that he could
 * both prepare and decide. Signed with a key of the story's own, which the service trusts beside its own.
 */
async function withManyRoles(own: LocalService["issuer"]): Promise<LocalService["issuer"]> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const key = { ...(await exportJWK(publicKey)), kid: "story", alg: "RS256", use: "sig" };
  const bo = personas.find(({ id }) => id === "bo")!;
  return {
    ...own,
    jwks: { keys: [...own.jwks.keys, key] },
    tokenFor: (id) =>
      id === "bo"
        ? new SignJWT({ oid: bo.oid, name: bo.name, roles: [...bo.roles, "handlaggare"] })
            .setProtectedHeader({ alg: "RS256", kid: "story" })
            .setIssuer(own.issuer)
            .setAudience(own.audience)
            .setIssuedAt()
            .setNotBefore("0s")
            .setExpirationTime("1h")
            .sign(privateKey)
        : own.tokenFor(id),
  };
}

describe("a decision-maker's day", () => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({
      before: importPopulation,
      issuer: withManyRoles,
      // A round without a key is asked for and not found; what Bo may not do is refused.
      expected: /status of 40[34] /,
    });
  });
  afterAll(async () => {
    await story.close();
  });

  const press = (name: string | RegExp): Promise<void> =>
    story.pane.getByRole("button", { name, exact: true }).click();
  const sees = (text: string | RegExp): Promise<void> => story.pane.getByText(text).first().waitFor();
  const switchTo = async (name: string): Promise<void> => {
    await story.pane.getByRole("tab", { name: "Start" }).click();
    await press("Byt person");
    await story.signIn(name);
    await story.pane.getByRole("tab", { name: "Fördelning" }).click();
  };
  /** Kronor per code of a round as the sheet says it, and what each row says of the key. */
  const inSheet = async (of: string) => {
    const [, , , headings, ...rows] = await valuesIn(story, "Fördelning");
    const at = (heading: string): number => headings!.indexOf(heading);
    const own = rows.filter((row) => row[at("Omgång")] === of);
    return {
      amounts: new Map(own.map((row) => [String(row[at("Kod")]), Number(row[at("Belopp enligt nyckeln")])])),
      states: [...new Set(own.map((row) => row[at("Nyckel")]))],
    };
  };
  const inService = async (key: object) => {
    const { allotments } = await story.job.as("hanna")("previewAllocation", { round, key });
    return new Map(allotments.map(({ code, amount }) => [code, amount]));
  };

  it("Hanna previews the key and puts it in the sheet, where every row says that nothing is decided", async () => {
    await story.signIn("Hanna Handläggare");
    await story.pane.getByRole("tab", { name: "Fördelning" }).click();
    await sees("Ingen nyckel är beräknad för omgången än.");
    await press("Förhandsgranska");
    await sees("75 000 000 kr till 290 mottagare");
    await sees("Summan är hela beloppet.");
    await press("Infoga i kalkylbladet");
    await sees("Fördelning: 290 nya, 0 ändrade, 0 oförändrade.");
    const { amounts, states } = await inSheet(round);
    expect(amounts).toEqual(await inService({}));
    expect(sum(amounts)).toBe(75_000_000);
    expect(states).toEqual(["Förhandsvisning"]);
  });

  it("she changes the base amount and sees what changes: for each recipient, and not the sum", async () => {
    const before = (await inSheet(round)).amounts;
    await story.pane.getByLabel("Grundbelopp, kr").fill("50 000");
    await press("Förhandsgranska");
    await sees("75 000 000 kr till 290 mottagare");
    await press("Infoga i kalkylbladet");
    const expected = await inService({ baseAmount: 50_000 });
    const changed = [...expected].filter(([code, amount]) => before.get(code) !== amount).length;
    expect(changed).toBeGreaterThan(200);
    await sees(
      `Fördelning: 0 nya, ${formatKronor(changed)} ändrade, ${formatKronor(290 - changed)} oförändrade.`,
    );
    const { amounts } = await inSheet(round);
    expect(amounts).toEqual(expected);
    expect(sum(amounts)).toBe(75_000_000);
    // The smallest loses, the largest gains: half the base amount goes to those with many inhabitants.
    expect(amounts.get("2403")! - before.get("2403")!).toBeLessThan(0);
    expect(amounts.get("0180")! - before.get("0180")!).toBeGreaterThan(0);
  });

  it("she takes the old terms back and hands them over for decision: the key is preliminary, and every row says so", async () => {
    await story.pane.getByLabel("Grundbelopp, kr").fill("100 000");
    await press("Förhandsgranska");
    await sees("75 000 000 kr till 290 mottagare");
    await press("Lämna till beslut");
    await sees("Lämnat till beslut: 75 000 000 kr till 290 mottagare.");
    await sees("Preliminär");
    await press("Infoga i kalkylbladet");
    await sees("0 nya, 290 ändrade, 0 oförändrade.");
    const { amounts, states } = await inSheet(round);
    expect(amounts).toEqual(await inService({}));
    expect(states).toEqual(["Preliminär"]);
    await story.pane.getByRole("button", { name: "Fastställ nyckeln" }).waitFor({ state: "detached" });
  });

  it("Bo sees what waits for him, fixes the key, and no row says preliminary any more", async () => {
    await switchTo("Bo Beslutsfattare");
    await sees("Preliminär");
    await press("Fastställ nyckeln");
    const form = story.pane.getByRole("form", { name: "Fastställ nyckeln" });
    await press("Fastställ nyckeln");
    await sees("Fyll i fältet.");
    await form.getByLabel("Beslutsdatum").fill("2022-04-01");
    await form.getByLabel("Diarienummer").fill("Exempel 2022/1");
    await form.getByLabel("Grund för beslutet").fill("Regleringsbrevet för 2022");
    await press("Fastställ nyckeln");
    await sees("Nyckeln är fastställd.");
    await press("Infoga i kalkylbladet");
    await sees("0 nya, 290 ändrade, 0 oförändrade.");
    const { amounts, states } = await inSheet(round);
    expect(states).toEqual(["Fastställd"]);
    const { allotments } = await story.job.as("bo")("allocation", { round });
    expect(amounts).toEqual(new Map(allotments.map(({ code, amount }) => [code, amount])));
    const { decisions } = await story.job.as("bo")("decisions", { round });
    expect(decisions).toEqual([
      expect.objectContaining({ kind: "key", state: "decided", dnr: "Exempel 2022/1", date: "2022-04-01" }),
    ]);
  });

  it("what he has prepared himself he may not fix, and is told to ask a colleague", async () => {
    await story.pane.getByLabel("Omgång", { exact: true }).selectOption(regions);
    await press("Förhandsgranska");
    await sees("30 500 000 kr till 21 mottagare");
    await press("Lämna till beslut");
    await sees("Lämnat till beslut: 30 500 000 kr till 21 mottagare.");
    await press("Fastställ nyckeln");
    const form = story.pane.getByRole("form", { name: "Fastställ nyckeln" });
    await form.getByLabel("Beslutsdatum").fill("2022-04-01");
    await form.getByLabel("Diarienummer").fill("Exempel 2022/2");
    await form.getByLabel("Grund för beslutet").fill("Regleringsbrevet för 2022");
    await press("Fastställ nyckeln");
    await sees(/Be en kollega/);
    const { state } = await story.job.as("bo")("allocation", { round: regions });
    expect(state).toBe("preliminary");
  });

  it("all on Microsoft's own client, and nothing went wrong", async () => {
    await story.isSound();
  });
});

function sum(amounts: ReadonlyMap<string, number>): number {
  return [...amounts.values()].reduce((a, b) => a + b, 0);
}
