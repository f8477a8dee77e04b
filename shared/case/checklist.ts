/** A step of the authority's year. `id` is kept with who ticked it and never changed. */
export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
}

/** The year's checklist, in the order of the work. The authority's own routine: an assumption until it is confirmed. */
export const checklist: readonly ChecklistItem[] = [
  {
    id: "regeringsbeslut",
    text: "Regeringsbeslut och regleringsbrev är lästa; medel, villkor och datum är inlagda.",
  },
  { id: "folkmangd", text: "Folkmängden för nyckeln är inläst och stämd mot SCB." },
  { id: "nyckel", text: "Nyckeln är förberedd, kontrollerad av två och fastställd." },
  {
    id: "utskick",
    text: "Kommuner, regioner och organisationer har fått veta omgång, villkor och sista dag.",
  },
  {
    id: "registrering",
    text: "Allt som har kommit in är registrerat, också det som ingen känd mottagare står bakom.",
  },
  { id: "komplettering", text: "Kompletteringar är begärda, och svaren prövade." },
  { id: "beslut", text: "Beslut är fattade och expedierade." },
  { id: "utbetalning", text: "Betalningsunderlag är attesterade, utbetalda och stämda mot ekonomisystemet." },
  { id: "omfordelning", text: "Ej rekvirerade medel är omfördelade eller lämnade på anslagsposten." },
  { id: "aterrapporter", text: "Återrapporter är inhämtade, och de som saknas påminda." },
  { id: "aterbetalning", text: "Återbetalningar och återkrav är följda till slut." },
  { id: "avslut", text: "Ärendena är avslutade och handlingarna lämnade till arkivet." },
];
