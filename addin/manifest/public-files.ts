import { functionsJson } from "./functions-json.ts";
import { shortcutsJson } from "./shortcuts.ts";

/**
 * Files that the manifest points to and that are made from its tables; name under the origin, and text. The pane's
 * page and the icons lie beside them.
 */
export function publicFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["functions.json", functionsJson("sv")],
    ["functions.en.json", functionsJson("en")],
    ["shortcuts.json", shortcutsJson()],
    [
      "functions.js",
      "// The functions run in the task pane's runtime; the manifest's schema asks for a script as well.\n",
    ],
  ]);
}
