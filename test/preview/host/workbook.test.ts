import { describe, expect, test } from "vitest";
import { inExcel, refusal } from "./in-excel.ts";

const headings = ["Kod", "Kommun", "Belopp"];
const rows = [
  ["0180", "Stockholm", 300],
  ["1480", "Göteborg", 100],
  ["1280", "Malmö", 200],
];

/** A sheet with a table of three municipalities, as most of the stories need it. */
function municipalities(context: Excel.RequestContext): { sheet: Excel.Worksheet; table: Excel.Table } {
  const sheet = context.workbook.worksheets.add("Rekvisitioner");
  const range = sheet.getRange("A1:C4");
  range.numberFormat = [headings, ...rows].map(() => ["@", "@", "#,##0"]);
  range.values = [headings, ...rows];
  const table = sheet.tables.add("A1:C4", true);
  table.name = "Rekvisitioner";
  return { sheet, table };
}

describe("sheets", () => {
  test("are added, renamed, moved, coloured, hidden, shown and deleted", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const { worksheets } = context.workbook;
        const saldo = worksheets.add("Saldo");
        saldo.tabColor = "#1f4e78";
        saldo.position = 0;
        saldo.name = "Saldo 2022";
        const fel = worksheets.add("Fel");
        fel.visibility = "Hidden";
        worksheets.add("Bort").delete();
        worksheets.load("items/name, items/visibility, items/tabColor, items/position");
        await context.sync();
        expect(worksheets.items.map((s) => [s.name, s.visibility, s.tabColor, s.position])).toEqual([
          ["Saldo 2022", "Visible", "#1F4E78", 0],
          ["Blad1", "Visible", "", 1],
          ["Fel", "Hidden", "", 2],
        ]);
        const count = worksheets.getCount(true);
        await context.sync();
        expect(count.value).toBe(2);
      });
    });
  });

  test("a sheet added in one sync is the same sheet in the next", async () => {
    await inExcel(async ({ Excel, host }) => {
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.add("Saldo");
        await context.sync();
        sheet.getRange("A1").values = [["x"]];
        await context.sync();
      });
      expect(host.book.sheets.map(({ name }) => name)).toEqual(["Blad1", "Saldo"]);
    });
  });

  test("a renamed sheet keeps the formulas and names that point at it", async () => {
    await inExcel(async ({ Excel, host }) => {
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Blad1");
        context.workbook.worksheets.add("Summa").getRange("A1").formulas = [["=SUM(Blad1!A1:A3)+Blad1!$B$1"]];
        context.workbook.names.add("Grund", sheet.getRange("B1"));
        await context.sync();
        sheet.name = "Årets data";
        const name = context.workbook.names.getItem("Grund").load("formula");
        await context.sync();
        expect(name.formula).toBe("='Årets data'!$B$1");
      });
      expect(host.book.sheets[1]!.at(0, 0).formula).toBe("=SUM('Årets data'!A1:A3)+'Årets data'!$B$1");
    });
  });
});

describe("inserts and deletes move everything", () => {
  test("ranges held, formulas, tables, names, validation, formats, comments and frozen cells follow", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const { sheet, table } = municipalities(context);
        const malmo = sheet.getRange("C4");
        sheet.getRange("E4").formulas = [["=C4*2+SUM(C2:C4)"]];
        context.workbook.names.add("Malmö", malmo);
        malmo.format.fill.color = "#FFEB9C";
        malmo.dataValidation.rule = { wholeNumber: { formula1: 0, formula2: 999, operator: "Between" } };
        context.workbook.comments.add("Rekvisitioner!B4", "Fråga Malmö");
        await context.sync();

        sheet.getRange("1:2").insert("Down");
        sheet.getRange("A:A").insert("Right");
        const formula = sheet.getRange("F6").load("formulas");
        const name = context.workbook.names.getItem("Malmö").load("value");
        const comment = context.workbook.comments.getItemAt(0).getLocation().load("address");
        malmo.load("address, values, format/fill/color, dataValidation/type");
        const whole = table.getRange().load("address");
        await context.sync();
        expect(malmo.address).toBe("Rekvisitioner!D6");
        expect([malmo.values, malmo.format.fill.color, malmo.dataValidation.type]).toEqual([
          [[200]],
          "#FFEB9C",
          "WholeNumber",
        ]);
        expect(formula.formulas).toEqual([["=D6*2+SUM(D4:D6)"]]);
        expect(name.value).toBe("Rekvisitioner!$D$6");
        expect(comment.address).toBe("Rekvisitioner!C6");
        expect(whole.address).toBe("Rekvisitioner!B3:D6");

        sheet.getRange("5:5").delete("Up");
        formula.load("formulas");
        malmo.load("address");
        whole.load("address");
        await context.sync();
        expect([malmo.address, whole.address]).toEqual(["Rekvisitioner!D5", "Rekvisitioner!B3:D5"]);
        expect(formula.formulas).toEqual([["=D5*2+SUM(D4:D5)"]]);
      });
    });
  });

  test("a range whose cells are deleted refuses further use, and formulas read #REF!", async () => {
    await inExcel(async ({ Excel, host }) => {
      const code = await refusal(() =>
        Excel.run(async (context) => {
          const sheet = context.workbook.worksheets.getItem("Blad1");
          const gone = sheet.getRange("B2").load("address");
          sheet.getRange("A5").formulas = [["=B2+1"]];
          await context.sync();
          sheet.getRange("2:2").delete("Up");
          gone.load("values");
          await context.sync();
        }),
      );
      expect(code).toBe("InvalidReference");
      expect(host.book.active.at(3, 0).formula).toBe("=#REF!+1");
    });
  });

  test("a shift that would tear a table apart is refused", async () => {
    await inExcel(async ({ Excel }) => {
      const code = await refusal(() =>
        Excel.run(async (context) => {
          const { sheet } = municipalities(context);
          sheet.getRange("B2").insert("Down");
          await context.sync();
        }),
      );
      expect(code).toBe("InvalidOperation");
    });
  });
});

describe("tables", () => {
  test("have headings, rows, columns and totals, by name and by place", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const { table } = municipalities(context);
        table.style = "TableStyleLight9";
        table.showTotals = true;
        const parts = [table.getHeaderRowRange(), table.getDataBodyRange(), table.getTotalRowRange()];
        parts.push(table.columns.getItem("Belopp").getDataBodyRange());
        for (const part of parts) part.load("address");
        table.columns.load("items/name, items/index");
        table.rows.load("count");
        await context.sync();
        expect(parts.map(({ address }) => address)).toEqual([
          "Rekvisitioner!A1:C1",
          "Rekvisitioner!A2:C4",
          "Rekvisitioner!A5:C5",
          "Rekvisitioner!C2:C4",
        ]);
        expect(table.columns.items.map(({ name }) => name)).toEqual(headings);
        expect(table.rows.count).toBe(3);
      });
    });
  });

  test("grow, are sorted, filtered, and show the rows that are left", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const { sheet, table } = municipalities(context);
        table.resize("A1:C6");
        sheet.getRange("A5:C6").values = [
          ["0380", "Uppsala", 50],
          ["0580", "Linköping", 70],
        ];
        table.sort.apply([{ key: 2, ascending: false }]);
        const sorted = table.columns.getItem("Belopp").getDataBodyRange().load("values");
        await context.sync();
        expect(sorted.values.flat()).toEqual([300, 200, 100, 70, 50]);

        table.columns.getItem("Belopp").filter.applyCustomFilter(">=100");
        const visible = table.getDataBodyRange().getVisibleView().load("values");
        const hidden = sheet.getRange("A5:A6").load("rowHidden");
        await context.sync();
        expect(visible.values.map(([, name]) => String(name))).toEqual(["Stockholm", "Malmö", "Göteborg"]);
        expect(hidden.rowHidden).toBe(true);

        table.clearFilters();
        hidden.load("rowHidden");
        await context.sync();
        expect(hidden.rowHidden).toBe(false);
      });
    });
  });

  test("rows and columns are added and taken away", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const { table } = municipalities(context);
        table.rows.add(undefined, [["0680", "Jönköping", 40]]);
        table.columns.add(undefined, [["Kontroll"], [""], [""], [""], ["Fel kod"]]);
        table.columns.getItem("Kommun").delete();
        const range = table.getRange().load("values, address");
        await context.sync();
        expect(range.address).toBe("Rekvisitioner!A1:C5");
        expect(range.values[0]).toEqual(["Kod", "Belopp", "Kontroll"]);
        expect(range.values[4]).toEqual(["0680", 40, "Fel kod"]);
      });
    });
  });

  test("a heading written over renames its column; a heading that is taken gets a number", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const { sheet, table } = municipalities(context);
        sheet.getRange("B1:C1").values = [["Mottagare", "Kod"]];
        table.columns.load("items/name");
        await context.sync();
        expect(table.columns.items.map(({ name }) => name)).toEqual(["Kod", "Mottagare", "Kod2"]);
      });
    });
  });

  test("must not overlap, and have names of their own", async () => {
    await inExcel(async ({ Excel }) => {
      const overlap = await refusal(() =>
        Excel.run(async (context) => {
          const { sheet } = municipalities(context);
          sheet.tables.add("C4:D9", true);
          await context.sync();
        }),
      );
      expect(overlap).toBe("InvalidOperation");
      const taken = await refusal(() =>
        Excel.run(async (context) => {
          context.workbook.worksheets.getItem("Blad1").tables.add("A1:B2", true).name = "REKVISITIONER";
          await context.sync();
        }),
      );
      expect(taken).toBe("ItemAlreadyExists");
    });
  });
});

describe("looks, rules and notes", () => {
  test("formats of overlapping ranges merge cell by cell; differing cells answer null", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Blad1");
        sheet.getRange("A1:B2").format.fill.color = "#ff0000";
        sheet.getRange("B2:C3").format.font.bold = true;
        sheet.getRange("A1:A2").format.borders.getItem("EdgeBottom").style = "Double";
        sheet.getRange("A:A").format.columnWidth = 90;
        sheet.getRange("D:D").columnHidden = true;
        sheet.getRange("A1:C3").format.protection.locked = false;
        const [corner, all] = [sheet.getRange("B2"), sheet.getRange("A1:C3")];
        for (const range of [corner, all])
          range.load("format/fill/color, format/font/bold, format/protection/locked");
        const width = sheet.getRange("A1").load("format/columnWidth");
        const edge = sheet.getRange("A2").format.borders.getItem("EdgeBottom").load("style");
        await context.sync();
        expect([corner.format.fill.color, corner.format.font.bold]).toEqual(["#FF0000", true]);
        expect([all.format.fill.color, all.format.font.bold, all.format.protection.locked]).toEqual([
          null,
          null,
          false,
        ]);
        expect([width.format.columnWidth, edge.style]).toEqual([90, "Double"]);
      });
    });
  });

  test("a block of cell properties is set in one call and a misspelt one is refused", async () => {
    await inExcel(async ({ Excel, host }) => {
      const set = (properties: object): Promise<string> =>
        refusal(() =>
          Excel.run(async (context) => {
            const range = context.workbook.worksheets.getItem("Blad1").getRange("A1:B1");
            range.setCellProperties([[properties, {}]]);
            await context.sync();
          }),
        );
      expect(await set({ format: { fill: { color: "#ffeb9c" }, font: { bold: true } } })).toBe(
        "ingen vägran",
      );
      expect(host.book.active.styleAt(0, 0)).toMatchObject({ fillColor: "#FFEB9C", bold: true });
      expect(await set({ format: { fill: { colour: "#ffeb9c" } } })).toBe("InvalidArgument");
    });
  });

  test("one conditional format driven by a column, and one by value", async () => {
    await inExcel(async ({ Excel, host }) => {
      await Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem("Blad1").getRange("A2:C9");
        const custom = range.conditionalFormats.add("Custom");
        custom.custom.rule.formula = '=$D2="fel"';
        custom.custom.format.fill.color = "#FFC7CE";
        custom.stopIfTrue = true;
        const negative = range.conditionalFormats.add("CellValue");
        negative.cellValue.format.font.color = "#9C0006";
        negative.cellValue.rule = { formula1: "0", operator: "LessThan" };
        range.conditionalFormats.load("items/type, items/priority");
        await context.sync();
        expect(range.conditionalFormats.items.map(({ type, priority }) => [type, priority])).toEqual([
          ["CellValue", 0],
          ["Custom", 1],
        ]);
      });
      expect(host.book.active.conditionalFormats[1]).toMatchObject({
        formula: '=$D2="fel"',
        stopIfTrue: true,
        look: { fillColor: "#FFC7CE" },
      });
    });
  });

  test("validation: a list with its prompt and alert; part of it cleared", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Blad1");
        const range = sheet.getRange("B2:B10");
        range.dataValidation.rule = { list: { source: "Ja,Nej", inCellDropDown: true } };
        range.dataValidation.prompt = { showPrompt: true, title: "Svar", message: "Ja eller Nej" };
        range.dataValidation.errorAlert = {
          showAlert: true,
          style: "Stop",
          title: "Fel",
          message: "Välj Ja eller Nej.",
        };
        sheet.getRange("B5").dataValidation.clear();
        const [one, mixed, none] = ["B2", "B4:B6", "B5"].map(
          (address) => sheet.getRange(address).dataValidation,
        );
        for (const each of [one!, mixed!, none!]) each.load("type, rule, prompt");
        await context.sync();
        expect([one!.type, mixed!.type, none!.type]).toEqual(["List", "Inconsistent", "None"]);
        expect(one!.rule).toEqual({ list: { source: "Ja,Nej", inCellDropDown: true } });
        expect(one!.prompt.title).toBe("Svar");
      });
    });
  });

  test("a protected sheet refuses its locked cells and lets the others be written", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Blad1");
        sheet.getRange("B:B").format.protection.locked = false;
        sheet.protection.protect({ allowFormatCells: true });
        sheet.getRange("B2").values = [[1]];
        sheet.protection.load("protected, options");
        await context.sync();
        expect(sheet.protection.protected).toBe(true);
        expect(sheet.protection.options.allowFormatCells).toBe(true);
      });
      const write = (address: string): Promise<string> =>
        refusal(() =>
          Excel.run(async (context) => {
            context.workbook.worksheets.getItem("Blad1").getRange(address).values = [[1]];
            await context.sync();
          }),
        );
      expect([await write("A1"), await write("B3")]).toEqual(["AccessDenied", "ingen vägran"]);
    });
  });

  test("a protected workbook takes no new sheet without its password", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        context.workbook.protection.protect("hemligt");
        await context.sync();
      });
      const add = (password: string): Promise<string> =>
        refusal(() =>
          Excel.run(async (context) => {
            if (password !== "") context.workbook.protection.unprotect(password);
            context.workbook.worksheets.add("Ny");
            await context.sync();
          }),
        );
      expect([await add(""), await add("fel"), await add("hemligt")]).toEqual([
        "AccessDenied",
        "AccessDenied",
        "ingen vägran",
      ]);
    });
  });

  test("frozen panes, merged cells, links, hidden rows, used range", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("Blad1");
        sheet.freezePanes.freezeRows(4);
        sheet.getRange("A1:C1").values = [["Titel", "x", "y"]];
        sheet.getRange("A1:C1").merge();
        sheet.getRange("B7").hyperlink = {
          documentReference: "Blad1!A1",
          textToDisplay: "Till cellen",
          screenTip: "Visa",
        };
        sheet.getRange("9:9").rowHidden = true;
        sheet.getRange("F20").format.fill.color = "#00FF00";
        const frozen = sheet.freezePanes.getLocationOrNullObject().load("address");
        const merged = sheet.getRange("A1:C1").load("values");
        const link = sheet.getRange("B7").load("hyperlink, values");
        const used = [sheet.getUsedRange(true), sheet.getUsedRange()];
        for (const each of used) each.load("address");
        const empty = context.workbook.worksheets.add("Tomt").getUsedRangeOrNullObject();
        await context.sync();
        expect(frozen.address).toBe("Blad1!1:4");
        expect(merged.values).toEqual([["Titel", "", ""]]);
        expect([link.hyperlink.documentReference, link.values]).toEqual(["Blad1!A1", [["Till cellen"]]]);
        expect(used.map(({ address }) => address)).toEqual(["Blad1!A1:B7", "Blad1!A1:F20"]);
        expect(empty.isNullObject).toBe(true);
      });
    });
  });

  test("names, comments, charts, settings and custom XML are kept", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const { sheet, table } = municipalities(context);
        const { workbook } = context;
        workbook.names.add("År", "=2022", "Bidragsåret");
        const comment = workbook.comments.add("Rekvisitioner!B2", "Kontrollera");
        comment.replies.add("Klart");
        const chart = sheet.charts.add("ColumnClustered", table.getRange(), "Columns");
        chart.title.text = "Belopp";
        chart.name = "Översikt";
        chart.legend.visible = false;
        chart.axes.valueAxis.minimum = 0;
        chart.setPosition("E1", "K15");
        workbook.settings.add("mall", { version: 3 });
        const part = workbook.customXmlParts.add('<bas xmlns="urn:fordela:bas"><rad/></bas>');
        await context.sync();

        const name = workbook.names.getItem("År").load("formula, comment");
        const chartAgain = sheet.charts.getItem("Översikt").load("chartType, title/text, series/items/name");
        const setting = workbook.settings.getItem("mall").load("value");
        const found = workbook.customXmlParts.getByNamespace("urn:fordela:bas").getOnlyItem();
        const xml = found.getXml();
        comment.load("content, replies/items/content");
        part.load("id");
        await context.sync();
        expect([name.formula, name.comment]).toEqual(["=2022", "Bidragsåret"]);
        expect([chartAgain.chartType, chartAgain.title.text]).toEqual(["ColumnClustered", "Belopp"]);
        expect(setting.value).toEqual({ version: 3 });
        expect(xml.value).toContain("<rad/>");
        expect(comment.replies.items.map(({ content }) => content)).toEqual(["Klart"]);
      });
    });
  });

  test("the selection is what was selected, and its sheet is in front", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        const { sheet } = municipalities(context);
        sheet.getRange("B2:C3").select();
        const selected = context.workbook.getSelectedRange().load("address");
        const active = context.workbook.getActiveCell().load("address");
        await context.sync();
        expect([selected.address, active.address]).toEqual(["Rekvisitioner!B2:C3", "Rekvisitioner!B2"]);
      });
    });
  });

  test("a collection is loaded in parts with top and skip", async () => {
    await inExcel(async ({ Excel }) => {
      await Excel.run(async (context) => {
        for (const name of ["B", "C", "D", "E"]) context.workbook.worksheets.add(name);
        const { worksheets } = context.workbook;
        worksheets.load({ name: true, $top: 2, $skip: 1 } as Excel.Interfaces.WorksheetCollectionLoadOptions);
        await context.sync();
        expect(worksheets.items.map(({ name }) => name)).toEqual(["B", "C"]);
      });
    });
  });
});
