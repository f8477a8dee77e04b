import type { External } from "../../host/external.ts";
import type { Bridge } from "../../host/host.ts";
import { el } from "../dom.ts";

type ClientWindow = Omit<Window, "external"> & { external: unknown; _richApiNativeBridge?: unknown };

/**
 * A page with the client library, in a frame. The library looks for its host on its window when its script runs, so
 * the host is put there first: the window of an empty frame stays when a page of the same origin is loaded.
 */
export function clientFrame(
  place: Element,
  { title, src }: { readonly title: string; readonly src: string },
  external: External,
  bridge: Bridge | null,
): HTMLIFrameElement {
  const frame = el("iframe", { title, src });
  place.append(frame);
  const client = frame.contentWindow as unknown as ClientWindow;
  client.external = external.object;
  if (bridge) client._richApiNativeBridge = bridge;
  return frame;
}
