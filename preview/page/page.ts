import { el } from "./dom.ts";
import { openWindow } from "./window.ts";
import { readManifest } from "./shell/manifest.ts";
import { readPreferences } from "./preferences.ts";
import { wordsIn } from "./texts.ts";
import { loadWorkbook } from "./workbook/load.ts";

const place = document.querySelector("#page")!;
const preferences = readPreferences();
const words = wordsIn(preferences.language);
place.replaceChildren(el("p", { class: "starting", role: "status" }, words("starting")));
try {
  const xml = await (await fetch("/manifest.xml")).text();
  const manifest = readManifest(xml, preferences.language);
  openWindow({ place, preferences, manifest, ...(await loadWorkbook(manifest)) });
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
