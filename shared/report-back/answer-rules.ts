import type { Cell } from "../cell.ts";
import { formatKronor, parseKronor } from "../money.ts";
import type { Problem } from "../problems.ts";
import { type Answer, answerTo, inFormOrder, readAnswer } from "../report-form/answers.ts";
import { areasOf, type FormQuestion, type FormRule, optionsOf, questionOf } from "../report-form/form.ts";
import type { ReportRules } from "../report-form/form-of-year.ts";
import type { Told, ToldAnswer, ToldReport } from "./read-sheet.ts";

/** What is wrong with an answer, and where. */
export interface AnswerFault {
  readonly at: Told;
  readonly column: string;
  readonly rule: string;
  readonly severity: Problem["severity"];
  readonly text: string;
  readonly fix?: Cell;
}

/** The answers of a report that its version of the form takes, in its order, and what is wrong. */
export interface JudgedAnswers {
  readonly answers: readonly Answer[];
  readonly faults: readonly AnswerFault[];
}

/** An answer with the cell that it stands in. */
type Placed = Answer & { readonly at: ToldAnswer };

/** Characters of all answers of a report together: more than a full cell of Excel, and no more than a row holds twice. */
const longestReport = 40_000;

const kr = (kronor: number): string => `${formatKronor(kronor)} kronor`;

/** What every form asks for, and what its rules are named by: the words are kept with reports and never change. */
const amounts: Readonly<
  Record<string, { readonly word: string; readonly column: string; readonly what: string }>
> = {
  forbrukat: { word: "forbrukat", column: "consumed", what: "hur mycket som har förbrukats, i hela kronor" },
  aterbetalat: {
    word: "aterbetalas",
    column: "repaid",
    what: "hur mycket som återbetalas, i hela kronor (0 om inget)",
  },
  overfort: { word: "overfort", column: "overfort", what: "hur mycket som överförs, i hela kronor" },
};

const columnOf = (question: string): string =>
  question === "orsak" ? "reasons" : (amounts[question]?.column ?? question);

/**
 * Judges the answers of a report by a version of the form; `paid` is kronor received, null when that is not known, of
 * which decisions have taken back `reclaimed`.
 */
export function judgeAnswers(
  report: ToldReport,
  { form, carryOver }: ReportRules,
  paid: number | null,
  reclaimed = 0,
): JudgedAnswers {
  const faults: AnswerFault[] = [];
  const tell = (at: Told, question: string, rule: string, text: string, fix?: Cell): void => {
    faults.push({
      at,
      column: columnOf(question),
      rule,
      severity: "error",
      text,
      ...(fix !== undefined && { fix }),
    });
  };
  const placed = takenBy(report, { form, carryOver }, faults, tell);
  const answers: readonly Answer[] = placed;
  const at = (question: string, area: string | null = null): Told =>
    placed.find((one) => one.question === question && one.area === area)?.at ??
    report.unanswered.find((one) => one.question === question && one.area === area) ??
    report.cells[question === "forbrukat" ? "consumed" : question === "orsak" ? "reasons" : "repaid"];
  const kronor = (question: string): number | null => {
    const value = answerTo(answers, question);
    return typeof value === "number" ? value : null;
  };

  for (const question of ["forbrukat", "aterbetalat"])
    if (questionOf(form, null, question) && !report.answers.some((told) => told.question === question))
      tell(
        at(question),
        question,
        `${amounts[question]!.word}-angivet`,
        `Fyll i ${amounts[question]!.what}.`,
      );
  const consumed = kronor("forbrukat");
  const tooMuch = consumed !== null && paid !== null && consumed > paid;
  if (tooMuch)
    tell(
      at("forbrukat"),
      "forbrukat",
      "forbrukat-hogst-mottaget",
      `Kontrollera beloppet. Högst ${kr(paid)} kan vara förbrukat, så mycket har betalats ut.`,
    );
  const carried = kronor("overfort") ?? 0;
  if (carried > 0 && carryOver === "not-allowed")
    tell(
      at("overfort"),
      "overfort",
      "overforing-tillats",
      "Skriv 0. Programmet tillåter inte att medel överförs till nästa år; det som inte är förbrukat återbetalas.",
    );
  const asked = carried > 0 ? ` och ${kr(carried)} överfört` : "";
  // Such a report is true of what has happened, and is registered as it is: the claim stands.
  const left = (paid ?? 0) - reclaimed;
  if (reclaimed > 0 && consumed !== null && !tooMuch && consumed + carried > left) {
    const question = consumed > left ? "forbrukat" : "overfort";
    faults.push({
      at: at(question),
      column: columnOf(question),
      rule: "forbrukat-hogst-beslutat",
      severity: "warning",
      text: `Kontrollera beloppet. ${kr(consumed)} förbrukat${asked} är mer än de ${kr(left)} som är kvar: beslut har tagit tillbaka ${kr(reclaimed)} av det utbetalda. Återrapporten registreras ändå och kravet står kvar; högst ${kr(left)} bokförs. Fråga mottagaren, eller pröva om beslutet ska ändras.`,
    });
  }
  const rules: { readonly [R in FormRule["rule"]]: (rule: Extract<FormRule, { rule: R }>) => void } = {
    sum: ({ of, question }) => {
      const [given, repaid] = [of.map((id) => kronor(id) ?? 0), kronor(question)];
      if (paid === null || consumed === null || repaid === null || tooMuch) return;
      const sum = given.reduce((all, one) => all + one, 0);
      const overfortIsRead = !report.answers.some(
        (told) => told.question === "overfort" && answerTo(answers, "overfort") === undefined,
      );
      if (sum === paid || !overfortIsRead) return;
      const rest = paid - consumed - carried;
      const text =
        rest >= 0
          ? `Kontrollera beloppet. Av ${kr(paid)} är ${kr(consumed)} förbrukat${asked}; då återbetalas ${kr(rest)}.`
          : `Kontrollera beloppen. ${kr(consumed)} förbrukat${asked} är mer än de ${kr(paid)} som har betalats ut.`;
      tell(at(question), question, "summan-stammer", text);
    },
    reason: ({ when, question }) => {
      if ((kronor(when) ?? 0) === 0 || report.answers.some((told) => told.question === question)) return;
      tell(at(question), question, "orsak-angiven", "Fyll i varför medlen inte har förbrukats.");
    },
    answered: ({ question }) => {
      if (report.answers.some((told) => told.question === question)) return;
      const { text } = questionOf(form, null, question)!;
      tell(at(question), question, "fraga-besvarad", `Välj svar på frågan ”${text}”`);
    },
    gate: ({ gate }) => {
      for (const area of areasOf(form)) {
        if (answerTo(answers, gate, area) !== "Nej") continue;
        const other = placed.find((one) => one.area === area && one.question !== gate);
        if (other === undefined) continue;
        const asked = questionOf(form, area, gate)!.text;
        tell(
          other.at,
          other.question,
          "omrade-utan-medel",
          `Ta bort svaret, eller ändra ”${asked}” för ${area}: där är svaret Nej.`,
        );
      }
    },
    "never-both": ({ when, is, question, not }) => {
      for (const area of areasOf(form)) {
        if (answerTo(answers, when, area) !== is || answerTo(answers, question, area) !== not) continue;
        tell(
          at(question, area),
          question,
          "svaren-gar-ihop",
          `Kontrollera svaren för ${area}. Det som är ”${is}” kan inte ha uppnått resultatet ”${not}”.`,
        );
      }
    },
  };
  for (const rule of form.rules) (rules[rule.rule] as (rule: FormRule) => void)(rule);
  return {
    answers: inFormOrder(
      form,
      answers.map(({ area, question, value }) => ({ area, question, value })),
    ),
    faults,
  };
}

/** The answers that the version of the form takes; what it does not is told. */
function takenBy(
  report: ToldReport,
  { form }: ReportRules,
  faults: AnswerFault[],
  tell: (at: Told, question: string, rule: string, text: string, fix?: Cell) => void,
): readonly Placed[] {
  const areas = new Set(areasOf(form));
  const strange = new Set<string>();
  const taken = new Map<string, Placed>();
  let length = 0;
  for (const told of report.answers) {
    const { area, question: id, areaAt, questionAt } = told;
    if (area !== null && !areas.has(area)) {
      if (!strange.has(area))
        tell(
          areaAt ?? told,
          "area",
          "omrade-i-formularet",
          `Ta bort svaren om ”${area}”. Området finns inte i formuläret ”${form.name}”.`,
        );
      strange.add(area);
      continue;
    }
    const question = id === null ? undefined : questionOf(form, area, id);
    if (id === null || question === undefined) {
      const asked = questionAt === null ? "Frågan" : `Frågan ”${String(questionAt.value ?? "")}”`;
      tell(
        questionAt ?? told,
        id ?? "question",
        "fraga-i-formularet",
        `Ta bort svaret. ${asked} ställs inte i formuläret ”${form.name}”.`,
      );
      continue;
    }
    const answer = read(told, question, faults, tell);
    if (answer === null) continue;
    const key = `${area ?? ""}|${id}`;
    const before = taken.get(key);
    if (before === undefined) {
      const longer = length + JSON.stringify(answer).length;
      if (longer > longestReport)
        tell(
          told,
          id,
          "svaren-ryms",
          `Korta svaret. Svaren i en återrapport får tillsammans vara högst ${formatKronor(longestReport)} tecken; det som skickades in finns kvar i handlingen.`,
        );
      else {
        length = longer;
        taken.set(key, { area, question: id, value: answer, at: told });
      }
    } else if (JSON.stringify(before.value) !== JSON.stringify(answer))
      tell(
        told,
        id,
        "ett-svar-per-fraga",
        `Behåll ett av svaren. Frågan är besvarad också på rad ${before.at.row}.`,
      );
  }
  return [...taken.values()];
}

/** What to fill in instead of a cell that holds no amount, by what it does hold. */
function amountText(cell: Cell): string {
  const found = parseKronor(cell);
  if (found.ok) return "Fyll i ett belopp som är 0 eller mer. Beloppet är negativt.";
  return found.error === "ambiguous"
    ? "Fyll i antal hela kronor utan punkt eller komma: det går inte att se om tecknet skiljer tusental eller decimaler."
    : "Fyll i antal hela kronor utan decimaler, 0 om det inte finns något belopp.";
}

function read(
  told: ToldAnswer,
  question: FormQuestion,
  faults: AnswerFault[],
  tell: (at: Told, question: string, rule: string, text: string, fix?: Cell) => void,
): Answer["value"] | null {
  const answer = readAnswer(question, told.area, told.value);
  if (answer === null) return null;
  const { id } = question;
  const word = amounts[id]?.word ?? id;
  if ("fault" in answer) {
    const options = optionsOf(question, told.area) ?? [];
    if (answer.fault === "kronor") tell(told, id, `${word}-tal`, amountText(told.value));
    else if (answer.fault === "alone")
      tell(
        told,
        id,
        "ensamt-svar",
        `Ta bort de andra svaren eller ”${answer.offending}”, som utesluter dem.`,
      );
    else
      tell(
        told,
        id,
        "svar-i-formularet",
        `Välj bland svaren ${options.join(", ")}. ”${answer.offending.slice(0, 80)}” finns inte i formuläret${
          options.includes("Annat") ? "; egna ord skrivs efter ”Annat:”" : ""
        }.`,
      );
    return null;
  }
  if (answer.remark === "written-as-text" && typeof answer.value === "number")
    tell(
      told,
      id,
      `${word}-skrivsatt`,
      `Beloppet läses som ${kr(answer.value)}. Skriv det som ett tal.`,
      answer.value,
    );
  if (answer.remark === "shown-as-text")
    faults.push({
      at: told,
      column: columnOf(id),
      rule: "fritext-som-text",
      severity: "warning",
      text: "Kontrollera texten. Den börjar som en formel eller har dolda tecken; Fördela visar den som text, utan dem.",
    });
  return answer.value;
}
