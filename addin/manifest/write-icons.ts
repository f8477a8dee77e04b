import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawIcon, iconNames } from "./icons.ts";
import { listIconSizes, ribbonIconSizes } from "./manifest-xml.ts";
import { encodePng } from "./png.ts";

// `tsx addin/manifest/write-icons.ts`: draws every icon anew into addin/assets.
for (const name of iconNames)
  for (const size of name === "fordela" ? listIconSizes : ribbonIconSizes)
    writeFileSync(
      join(import.meta.dirname, "../assets", `${name}-${size}.png`),
      encodePng(drawIcon(name, size)),
    );
