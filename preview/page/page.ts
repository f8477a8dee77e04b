import { el } from "./dom.ts";
import { openWindow } from "./window.ts";
import { readManifest } from "./shell/manifest.ts";
import { readPreferences } from "./preferences.ts";
import { wordsIn } from "./texts.ts";
import { hostDesk } from "./workbook/host-desk.ts";
import { loadWorkbook } from "./workbook/load.ts";
import { UserEdits } from "./workbook/user-edits.ts";

const place = document.querySelector("#page")!;
const preferences = readPreferences();
const words = wordsIn(preferences.language);
place.replaceChildren(el("p", { class: "starting", role: "status" }, words("starting")));
try {
  const xml = await (await fetch("/manifest.xml")).text();
  const { host, evaluator } = await loadWorkbook(readManifest(xml, preferences.language));
  const desk = hostDesk(host, evaluator);
  const edits = new UserEdits(desk);
  openWindow({ place, host, evaluator, desk, edits, network: { offline: false }, xml }, preferences);
} catch (error) {
  place.replaceChildren(
    el(
      "p",
      { class: "starting", role: "alert" },
      `${words("cannotOpen")} ${error instanceof Error ? error.message : ""}`,
    ),
  );
  throw error;
}
