import { actions } from "./actions.ts";

/**
 * shortcuts.json: what each key combination does. The names are shown when two add-ins want the same keys; they stand
 * in both languages at once, because the file has no documented form for a default language other than English.
 */
export function shortcutsJson(): string {
  const file = {
    actions: actions.map(({ id, label }) => ({
      id,
      type: "ExecuteFunction",
      name: `${label.sv} (${label.en})`,
    })),
    shortcuts: actions.map(({ id, key }) => ({
      action: id,
      key: { default: `Ctrl+Alt+Shift+${key}`, mac: `Command+Alt+Shift+${key}` },
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
