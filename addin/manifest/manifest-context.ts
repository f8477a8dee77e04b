import { type ActionId, actions } from "./actions.ts";
import { associateActions } from "./associate-actions.ts";
import type { ManifestContext } from "./check-manifest.ts";
import { publicFiles } from "./public-files.ts";

/** What a manifest is held against here; `contentOf` gives a served file by its path, without a slash before it. */
export function manifestContext(
  production: boolean,
  contentOf: (path: string) => Uint8Array | undefined,
): ManifestContext {
  return {
    production,
    iconSize: (path) => squareSize(contentOf(path.slice(1))),
    actions: associatedActions(),
    files: new Set(publicFiles().keys()),
  };
}

/** The actions that code makes known to Excel. */
function associatedActions(): ReadonlySet<string> {
  const ids = new Set<string>();
  const idle = (): Promise<void> => Promise.resolve();
  const handlers = Object.fromEntries(actions.map(({ id }) => [id, idle])) as Record<
    ActionId,
    () => Promise<void>
  >;
  associateActions(handlers, (id) => ids.add(id));
  return ids;
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Width and height of a square PNG in pixels; null for anything else. */
function squareSize(bytes: Uint8Array | undefined): number | null {
  if (bytes === undefined || bytes.length < 24 || !pngSignature.every((byte, at) => bytes[at] === byte))
    return null;
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  return width === height ? width : null;
}
