/** The public reports and decisions that figures are taken from, by the short name used in tables and notes. */
export const sources = {
  R0: "Socialstyrelsen, Att kvalitetsutveckla arbetet mot våld i nära relationer, slutredovisning (2015)",
  R1: "Socialstyrelsen, delredovisning av utvecklingsmedel 2013 (2014)",
  R2: "Stockholms stad, tjänsteutlåtande 2018-04-17",
  R3: "Myndigheten för vård- och omsorgsanalys, Medel mot våld (2023)",
  R4: "Regeringsbeslut 2020-03-12, S2020/01591/SOF",
} as const;
