import { describe, expect, test } from "vitest";
import { buildNameIndex, nameKeys } from "../../shared/names.ts";
import type { RecipientKind } from "../../shared/recipient.ts";
import { ceasedEntries } from "../../shared/register/ceased.ts";
import { swedishRegister } from "../../shared/register/swedish-register.ts";

const register = swedishRegister();
const inUse = (["municipality", "region", "agency"] as const).flatMap(register.list);
const names = buildNameIndex([...inUse, ...ceasedEntries]);

describe("a recipient is found however its name is written", () => {
  test.each<[kind: RecipientKind, text: string, code: string]>([
    ["municipality", "Falun", "2080"],
    ["municipality", "Falu kommun", "2080"],
    ["municipality", "FALU KOMMUN", "2080"],
    ["municipality", "Borås stad", "1490"],
    ["municipality", "Stockholms stad", "0180"],
    ["municipality", "Stockholm", "0180"],
    ["municipality", "Karlstads  kommun", "1780"],
    ["municipality", "Karlstads\u00a0kommun", "1780"],
    ["municipality", "Habo kommun", "0643"],
    ["municipality", "Håbo kommun", "0305"],
    ["municipality", "Ha\u030abo kommun", "0305"],
    ["municipality", "Malung-Sälens kommun", "2023"],
    ["municipality", "Region Gotland", "0980"],
    ["municipality", "Gotlands kommun", "0980"],
    ["municipality", "Heby", "0331"],
    ["region", "Region Gotland", "09"],
    ["region", "Gotland", "09"],
    ["region", "Västra Götalandsregionen", "14"],
    ["region", "Region Västra Götaland", "14"],
    ["region", "Jönköpings län", "06"],
    ["region", "Region Jönköping", "06"],
    ["region", "Stockholms läns landsting", "01"],
    ["region", "Landstinget i Kalmar län", "08"],
    ["region", "Region Södermanland", "04"],
    ["region", "Sörmland", "04"],
    ["agency", "Länsstyrelsen i Skåne län", "12"],
    ["agency", "länsstyrelsen Skåne", "12"],
    ["agency", "Länsstyrelsen Östergötland", "05"],
    ["agency", "Länsstyrelsen i Stockholms län", "01"],
    ["agency", "Länsstyrelsen Västra Götaland", "14"],
  ])("%s %j is %s", (kind, text, code) => {
    expect(names.find(kind, text)?.code).toBe(code);
  });

  test.each<[kind: RecipientKind, text: string]>([
    ["municipality", "Region Stockholm"],
    ["municipality", "Stockholms län"],
    ["region", "Stockholms stad"],
    ["municipality", "Hbo"],
    ["municipality", "kommun"],
    ["municipality", ""],
    ["municipality", "   "],
    ["municipality", "__proto__"],
    ["municipality", "constructor"],
    ["ngo", "Falun"],
    ["agency", "Skåne"],
    ["agency", "Uppsala universitet"],
    ["agency", "Länsstyrelsen"],
  ])("%s %j is nobody", (kind, text) => {
    expect(names.find(kind, text)).toBeNull();
  });
});

test("every recipient in use is found by its own name, and a municipality by its name in the genitive", () => {
  for (const entry of inUse) expect(names.find(entry.kind, entry.name)).toBe(entry);
  for (const entry of register.list("municipality").filter(({ name }) => !/[sxz]$/.test(name))) {
    expect(names.find("municipality", `${entry.name}s kommun`)).toBe(entry);
  }
});

test("a name that two recipients share finds neither", () => {
  const [first, second] = inUse;
  const twins = buildNameIndex([first!, { ...second!, name: first!.name }]);
  expect(twins.find("municipality", first!.name)).toBeNull();
});

test("å, ä and ö are letters of their own", () => {
  expect(nameKeys("municipality", "Habo kommun")).not.toEqual(nameKeys("municipality", "Håbo kommun"));
});

test("a cell full of spaces or letters is no name", () => {
  expect(names.find("municipality", " ".repeat(32767))).toBeNull();
  expect(names.find("region", "s".repeat(32767))).toBeNull();
});
