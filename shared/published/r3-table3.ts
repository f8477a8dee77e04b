import { sources } from "./sources.ts";

/** Kronor granted to one NGO each year; 0 = no grant that year. Names as in the report. */
export interface NgoGrants {
  readonly organisation: string;
  readonly kronor: Readonly<Record<2020 | 2021 | 2022, number>>;
}

/** Grants to NGOs 2020-2022: 18, 10 and 16 organisations, 23 different ones. */
export const r3Table3 = {
  source: `${sources.R3}, tabell 3`,
  rows: [
    { organisation: "Alla Kvinnors Hus", kronor: { 2020: 400_000, 2021: 0, 2022: 0 } },
    { organisation: "ASOV Stockholm", kronor: { 2020: 200_000, 2021: 0, 2022: 400_000 } },
    { organisation: "Convictus Kansli", kronor: { 2020: 250_000, 2021: 200_000, 2022: 400_000 } },
    { organisation: "here 4U", kronor: { 2020: 185_000, 2021: 0, 2022: 0 } },
    { organisation: "Insamlingsstiftelsen WONSA", kronor: { 2020: 500_000, 2021: 250_000, 2022: 6_000_000 } },
    {
      organisation: "Kvinno- och tjejjourer i Norrbotten",
      kronor: { 2020: 265_000, 2021: 200_000, 2022: 400_000 },
    },
    { organisation: "Linköpings Stadsmission", kronor: { 2020: 700_000, 2021: 0, 2022: 700_000 } },
    { organisation: "Manscentrum Östra Södertörn", kronor: { 2020: 400_000, 2021: 300_000, 2022: 0 } },
    {
      organisation: "Mansforum Örebro (numera Fri från våld)",
      kronor: { 2020: 750_000, 2021: 650_000, 2022: 1_150_000 },
    },
    { organisation: "Mansföreningen Stickan", kronor: { 2020: 350_000, 2021: 250_000, 2022: 500_000 } },
    {
      organisation: "MVU mottagningen mot våld i nära relationer i Uppsala",
      kronor: { 2020: 300_000, 2021: 200_000, 2022: 450_000 },
    },
    { organisation: "RFSL Rådgivningen Skåne", kronor: { 2020: 400_000, 2021: 0, 2022: 0 } },
    { organisation: "RFSU Malmö", kronor: { 2020: 500_000, 2021: 0, 2022: 500_000 } },
    { organisation: "Rädda Barnen", kronor: { 2020: 500_000, 2021: 300_000, 2022: 0 } },
    { organisation: "Stiftelsen Manscentrum", kronor: { 2020: 1_200_000, 2021: 1_000_000, 2022: 1_700_000 } },
    { organisation: "Värmlands Mansforum", kronor: { 2020: 250_000, 2021: 0, 2022: 0 } },
    { organisation: "Västerås stadsmission", kronor: { 2020: 100_000, 2021: 0, 2022: 0 } },
    { organisation: "Örebro läns mansmottagning", kronor: { 2020: 750_000, 2021: 650_000, 2022: 1_150_000 } },
    { organisation: "Ericastiftelsen", kronor: { 2020: 0, 2021: 0, 2022: 800_000 } },
    { organisation: "Diakonistiftelsen Samariterhem", kronor: { 2020: 0, 2021: 0, 2022: 250_000 } },
    { organisation: "Verdandi", kronor: { 2020: 0, 2021: 0, 2022: 500_000 } },
    { organisation: "Skåne Stadsmission", kronor: { 2020: 0, 2021: 0, 2022: 400_000 } },
    {
      organisation: "Internationella Kvinnoföreningen i Borlänge",
      kronor: { 2020: 0, 2021: 0, 2022: 200_000 },
    },
  ] as readonly NgoGrants[],
} as const;
