import { describe, expect, test } from "vitest";
import type { FunctionValue } from "../../../preview/host/custom-functions.ts";
import { openDialogPage } from "../../../preview/host/node.ts";
import { inExcel, until } from "./in-excel.ts";

describe("ribbon, shortcuts and settings", () => {
  test("a ribbon button runs its function and is done when the function says so", async () => {
    await inExcel(async ({ Excel, Office, host, invokeCommand }) => {
      let finished = false;
      Office.actions.associate("kontrollera", (event: Office.AddinCommands.Event) => {
        void Excel.run(async (context) => {
          context.workbook.worksheets.getItem("Blad1").getRange("A1").values = [["kontrollerad"]];
          await context.sync();
        }).then(() => {
          finished = true;
          event.completed();
        });
      });
      await invokeCommand("kontrollera");
      expect(finished).toBe(true);
      expect(host.book.active.valueAt(0, 0)).toBe("kontrollerad");
      expect(host.wireLog.entries.map(({ command }) => command)).toContain("kontrollera");
    });
  });

  test("a shortcut's action gets its argument", async () => {
    await inExcel(async ({ Excel, Office, host }) => {
      const got: unknown[] = [];
      Office.actions.associate("visaSaldo", (argument: unknown) => void got.push(argument));
      await Excel.run((context) => context.sync());
      host.invokeAction("visaSaldo", { år: 2022 });
      await until(() => got.length === 1);
      expect(JSON.stringify(got[0])).toContain("2022");
      await Excel.run(async (context) => {
        context.workbook.load("name");
        await context.sync();
      });
    });
  });

  test("document settings are saved and are there the next time", async () => {
    const settings = new Map<string, string>();
    const save = (Office: Parameters<Parameters<typeof inExcel>[0]>[0]["Office"]): Promise<void> =>
      new Promise((resolve) => {
        Office.context.document.settings.set("runda", "2022-1");
        Office.context.document.settings.saveAsync(() => {
          resolve();
        });
      });
    await inExcel(
      async ({ Excel, Office }) => {
        await save(Office);
        await Excel.run(async (context) => {
          context.workbook.load("name");
          await context.sync();
        });
      },
      { settings },
    );
    await inExcel(
      async ({ Excel, Office }) => {
        expect(Office.context.document.settings.get("runda")).toBe("2022-1");
        await Excel.run(async (context) => {
          context.workbook.load("name");
          await context.sync();
        });
      },
      { settings },
    );
  });

  test("a dialog is opened, what its page says arrives, and closing it is told", async () => {
    await inExcel(async ({ Excel, Office, dialogs }) => {
      const told: string[] = [];
      Office.context.ui.displayDialogAsync("https://localhost/client/sign-in.html", (result) => {
        const dialog = result.value;
        dialog.addEventHandler(Office.EventType.DialogMessageReceived, (args) => {
          told.push("message" in args ? args.message : `fel ${String(args.error)}`);
        });
        dialog.addEventHandler(Office.EventType.DialogEventReceived, (args) => {
          told.push("error" in args ? `händelse ${String(args.error)}` : "");
        });
      });
      await until(() => dialogs.length === 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const page = await openDialogPage(dialogs[0]!);
      page.Office.context.ui.messageParent("kod=1");
      await until(() => told.length >= 1);
      expect(told[0]).toBe("kod=1");
      page.close();
      dialogs[0]!.close();
      await until(() => told.length >= 2);
      expect(told[1]).toBe("händelse 12006");
      await Excel.run(async (context) => {
        context.workbook.load("name");
        await context.sync();
      });
    });
  });
});

/** Throws what the client calls an error, which its types do not. */
function fail(error: unknown): never {
  throw error as Error;
}

describe("custom functions", () => {
  const call = (name: string, ...args: readonly (string | number)[]) => ({ name, args, address: "Blad1!A1" });

  test("answer with a value, with rows, or with an error and its reason", async () => {
    await inExcel(async ({ CustomFunctions, host }) => {
      CustomFunctions.associate(
        "UM.NYCKEL",
        (population: number, funds: number) => (population * funds) / 1000,
      );
      CustomFunctions.associate("UM.SALDON", () => [
        ["Stockholm", 1],
        ["Malmö", 2],
      ]);
      const { notAvailable } = CustomFunctions.ErrorCode;
      CustomFunctions.associate("UM.SALDO", () =>
        fail(new CustomFunctions.Error(notAvailable, "Logga in i panelen")),
      );
      const got: Record<string, FunctionValue> = {};
      for (const [name, args] of [
        ["UM.NYCKEL", [2800, 10]],
        ["UM.SALDON", []],
        ["UM.SALDO", ["0180"]],
        ["UM.OKÄND", []],
      ] as const)
        host.functions.invoke(call(name, ...args), (value) => (got[name] = value));
      await until(() => Object.keys(got).length === 4);
      expect(got).toEqual({
        "UM.NYCKEL": 28,
        "UM.SALDON": [
          ["Stockholm", 1],
          ["Malmö", 2],
        ],
        "UM.SALDO": { error: "#N/A" },
        "UM.OKÄND": { error: "#NAME?" },
      });
      expect(host.functions.errors).toContainEqual({ error: "#N/A", message: "Logga in i panelen" });
      expect(host.functions.running).toBe(0);
    });
  });

  test("a streaming function answers again and again until it is taken back, and is told so", async () => {
    await inExcel(
      async ({ CustomFunctions, host }) => {
        let push: (value: number) => void = () => undefined;
        let canceled = false;
        CustomFunctions.associate(
          "UM.SALDO",
          (_code: string, invocation: CustomFunctions.StreamingInvocation<number>) => {
            push = (value) => {
              invocation.setResult(value);
            };
            invocation.onCanceled = () => {
              canceled = true;
            };
            invocation.setResult(1);
          },
        );
        const got: FunctionValue[] = [];
        const takeBack = host.functions.invoke(call("UM.SALDO", "0180"), (value) => got.push(value));
        await until(() => got.length === 1);
        push(2);
        await until(() => got.length === 2);
        takeBack();
        await until(() => canceled);
        push(3);
        await new Promise((resolve) => setTimeout(resolve, 700));
        expect(got).toEqual([1, 2]);
        expect(host.functions.running).toBe(0);
      },
      { functionTraits: () => ({ streaming: true, cancelable: true }) },
    );
  });

  test("311 calls go out in one message and come back in one request", async () => {
    await inExcel(async ({ CustomFunctions, host }) => {
      CustomFunctions.associate("UM.SALDO", (code: number) => code * 2);
      const got: FunctionValue[] = [];
      for (let code = 0; code < 311; code++)
        host.functions.invoke(call("UM.SALDO", code), (value) => got.push(value));
      await until(() => got.length === 311);
      expect(got.reduce<number>((sum, value) => sum + Number(value), 0)).toBe(311 * 310);
      expect(
        host.wireLog.entries.filter(({ steps }) => steps.includes("SetInvocationArrayResults()")),
      ).toHaveLength(1);
    });
  });
});
