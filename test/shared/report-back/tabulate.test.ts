import { expect, test } from "vitest";
import { reportForms } from "../../../shared/programmes/report-forms.ts";
import { tabulate } from "../../../shared/report-back/tabulate.ts";
import type { Answer } from "../../../shared/report-form/answers.ts";

const form = reportForms[0]!;
const report = (...answers: Answer[]) => ({ form: form.id, answers });

test("n differs between the questions of a form; several options sum to more than n", () => {
  const groups = (...value: string[]): Answer => ({
    area: "Kompetensutveckling",
    question: "malgrupper",
    value,
  });
  const table = tabulate(form, [
    report(groups("Våldsutövare", "Barn som bevittnat våld"), {
      area: "Kompetensutveckling",
      question: "resultat",
      value: "Helt",
    }),
    report(groups("Våldsutövare")),
    { form: "ideell-2013", answers: [groups("Våldsutövare")] },
  ]);
  const of = (question: string) =>
    table
      .filter((line) => line.area === "Kompetensutveckling" && line.question === question && line.count > 0)
      .map(({ option, count, n }) => [option, count, n]);
  expect(of("malgrupper")).toEqual([
    ["Barn som bevittnat våld", 1, 2],
    ["Våldsutövare", 2, 2],
  ]);
  expect(of("resultat")).toEqual([["Helt", 1, 1]]);
});

test("the lines of an area are those of the published tables: 13 areas, 5 target groups, 6 groups in need", () => {
  const table = tabulate(form, []);
  const options = (area: string, question: string) =>
    table.filter((line) => line.area === area && line.question === question).map(({ option }) => option);
  expect(new Set(table.flatMap(({ area }) => area ?? [])).size).toBe(13);
  expect(options("Kompetensutveckling", "malgrupper")).toHaveLength(5);
  expect(options("Information", "malgrupper")).toHaveLength(7);
  expect(options("Stödinsatser våldsutsatta kvinnor", "sarskilda-grupper")).toHaveLength(6);
  expect(options("Stödinsatser våldsutsatta kvinnor", "sarskilda-grupper").at(-1)).toBe(
    "Nej, ingen särskild grupp",
  );
});

test("words of one's own after Annat are counted as Annat", () => {
  const form2020 = reportForms.find(({ id }) => id === "kommun-region-2020")!;
  const table = tabulate(form2020, [
    { form: form2020.id, answers: [{ area: null, question: "orsak", value: ["Annat: sent besked"] }] },
  ]);
  expect(table.find(({ option }) => option === "Annat")).toMatchObject({ count: 1, n: 1 });
});
