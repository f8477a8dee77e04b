import { formatKronor } from "../../money.ts";
import { at } from "../facts.ts";
import { quote } from "../rule.ts";
import type { CellRule, RowRule } from "../rule.ts";

/** The amount, and the wish for money that others do not requisition. */
export const amountCellRules: readonly CellRule[] = [
  {
    id: "belopp-tal",
    column: "amount",
    sentence: "Beloppet är ett antal kronor.",
    severity: "error",
    faults: ["not-a-number"],
    text: ({ cells }) =>
      `Fyll i beloppet med siffror. ${quote(cells[at.amount])} går inte att läsa som ett antal kronor.`,
  },
  {
    id: "belopp-utan-decimaler",
    column: "amount",
    sentence: "Beloppet är skrivet utan decimaler.",
    severity: "error",
    faults: ["decimals"],
    text: "Fyll i antal kronor utan decimaler.",
  },
  {
    id: "belopp-entydigt",
    column: "amount",
    sentence: "Beloppet kan bara läsas på ett sätt.",
    severity: "error",
    faults: ["ambiguous"],
    text: ({ cells }) =>
      `Skriv beloppet utan punkt. ${quote(cells[at.amount])} kan läsas på mer än ett sätt.`,
  },
  {
    id: "belopp-rimligt",
    column: "amount",
    sentence: "Beloppet är inte orimligt stort.",
    severity: "error",
    faults: ["too-large"],
    text: "Kontrollera beloppet. Det är större än vad som kan beräknas exakt.",
  },
  {
    id: "belopp-positivt",
    column: "amount",
    sentence: "Beloppet är större än noll.",
    severity: "error",
    faults: ["not-positive"],
    text: "Fyll i ett belopp som är större än 0 kronor, eller ta bort raden.",
  },
  {
    id: "belopp-grupper",
    column: "amount",
    sentence: "Beloppets siffror är grupperade tre och tre.",
    severity: "warning",
    faults: ["groups"],
    text: ({ amount }) =>
      `Kontrollera att inget saknas. Beloppet läses som ${formatKronor(amount ?? 0)} kronor.`,
  },
  {
    id: "belopp-skrivsatt",
    column: "amount",
    sentence: "Beloppet är ett tal, inte text.",
    severity: "error",
    faults: ["spelling"],
    text: "Skriv beloppet som ett tal, utan mellanslag och utan kr.",
  },
  {
    id: "mer-medel-ja-nej",
    column: "wantsMore",
    sentence: "Önskan om ej rekvirerade medel är ja eller nej.",
    severity: "error",
    faults: ["form", "spelling"],
    text: "Skriv ja eller nej.",
  },
];

export const amountRowRules: readonly RowRule[] = [
  {
    id: "belopp-hogst-tilldelat",
    column: "amount",
    sentence: "Beloppet är högst det som mottagaren har tilldelats i omgången.",
    severity: "error",
    holds: ({ amount, allotted }) => amount === null || allotted === null || amount <= allotted,
    text: ({ allotted, recipient }) =>
      `Sänk beloppet till högst ${formatKronor(allotted ?? 0)} kronor, som ${recipient?.name ?? "mottagaren"} har tilldelats i omgången.`,
  },
  {
    id: "mer-medel-kraver-full-rekvisition",
    column: "wantsMore",
    sentence: "Den som önskar ej rekvirerade medel rekvirerar hela sitt tilldelade belopp.",
    severity: "warning",
    holds: ({ wantsMore, amount, allotted }) =>
      wantsMore !== true || amount === null || allotted === null || amount >= allotted,
    text: ({ allotted }) =>
      `Fråga mottagaren: den önskar mer medel men rekvirerar mindre än de ${formatKronor(allotted ?? 0)} kronor som den har tilldelats.`,
  },
];
