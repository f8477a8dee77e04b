import { initSync } from "@ironcalc/wasm";

/**
 * Room the engine takes at once, in bytes; the system lends it when it is used. When the memory grows bit by bit
 * instead, each step makes JavaScript collect its garbage: ten thousand rows took 40 s, with this room 4 s.
 */
const ROOM = 256 * 1024 * 1024;

/**
 * Makes the formula engine ready, once per process or page, before the first evaluator is created. `wasm` is the
 * content of `@ironcalc/wasm/wasm_bg.wasm`: read from disk in Node, fetched in the browser.
 */
export function startEngine(wasm: BufferSource | WebAssembly.Module): void {
  const engine = initSync({ module: wasm });
  engine.__wbindgen_free(engine.__wbindgen_malloc(ROOM, 1), ROOM, 1);
}
