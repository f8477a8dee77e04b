import type { Dated, OrUnknown } from "../programme.ts";
import { byAssumption, bySource, holds, unknown } from "./dated.ts";

/** Which regulation on violence in close relations holds when: requirements and forms refer to it. */
export const regulations: readonly Dated<OrUnknown<string>>[] = [
  holds(
    "2007-01-01",
    "2011-12-31",
    unknown("dagen då SOSFS 2009:22 började gälla står inte i källorna"),
    bySource("SOSFS 2009:22"),
  ),
  holds("2012-01-01", "2014-09-30", "SOSFS 2009:22", bySource("SOSFS 2014:4, som ersatte SOSFS 2009:22")),
  holds("2014-10-01", "2022-05-30", "SOSFS 2014:4", bySource("SOSFS 2014:4")),
  holds("2022-05-31", null, "HSLF-FS 2022:39", bySource("HSLF-FS 2022:39, som ersatte SOSFS 2014:4")),
];

const proposal =
  "Antagande: texten är ett förslag; om och hur beslutet får överklagas avgörs av myndighetens jurist.";

/** How a decision may be appealed, as it stands in the letter. */
export const appeals: readonly Dated<OrUnknown<string>>[] = [
  holds(
    "2007-01-01",
    "2018-06-30",
    "Beslutet kan överklagas hos allmän förvaltningsdomstol. Skriv vilket beslut som överklagas och hur det ska ändras, " +
      "och lämna skrivelsen till myndigheten. Den ska ha kommit in inom tre veckor från den dag då ni fick del av beslutet.",
    bySource("22 a-24 §§ förvaltningslagen (1986:223)", proposal),
  ),
  holds(
    "2018-07-01",
    null,
    "Beslutet kan överklagas till allmän förvaltningsdomstol. Skriv vilket beslut som överklagas och hur det ska ändras, " +
      "och lämna överklagandet till myndigheten. Det ska ha kommit in inom tre veckor från den dag då ni fick del av beslutet.",
    bySource("40 och 43-44 §§ förvaltningslagen (2017:900)", proposal),
  ),
];

/** The conditions of the money as the reports describe them. */
export const conditionsAssumed = byAssumption(
  "Antagande: villkoren är formulerade efter rapporternas beskrivning; myndigheten bestämmer texten.",
);

export const reportOrRepay =
  "Mottagaren ska återrapportera i den form och inom den tid som myndigheten bestämmer. Den som inte återrapporterar kan bli återbetalningsskyldig.";
export const onlyForThePurpose = "Medlen får bara användas till det som beslutet gäller.";
export const restIsRepaid = "Medel som inte har förbrukats under året ska återbetalas.";
