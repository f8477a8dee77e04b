import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { startEngine } from "../../../../preview/host/evaluate/start-engine.ts";

startEngine(readFileSync(createRequire(import.meta.url).resolve("@ironcalc/wasm/wasm_bg.wasm")));
