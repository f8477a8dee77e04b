import type { External } from "../../host/external.ts";
import type { Bridge } from "../../host/host.ts";
import { el } from "../dom.ts";

type ClientWindow = Omit<Window, "external"> & {
  external: unknown;
  _richApiNativeBridge?: unknown;
  MessageChannel: typeof MessageChannel;
};

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
  if (bridge) client._richApiNativeBridge = outOfProcess(bridge, frame);
  return frame;
}

/**
 * The bridge as between two processes, which Excel and its pane are: what either says, the other hears in a task of its
 * own. Else the browser would count the workbook's work as the pane's, and neither could draw in between.
 */
function outOfProcess(bridge: Bridge, frame: HTMLIFrameElement): Bridge {
  const toHost = new MessageChannel();
  toHost.port1.onmessage = ({ data }: MessageEvent<string>) => {
    // What a pane that is taken away had left to say is nobody's.
    if (frame.isConnected) bridge.sendMessageToHost(data);
  };
  return {
    sendMessageToHost: (text) => {
      toHost.port2.postMessage(text);
    },
    get onMessageFromHost() {
      return bridge.onMessageFromHost;
    },
    set onMessageFromHost(receive) {
      // The pane's own window carries what is said to it, so that its work is its own also to the browser.
      const { port1, port2 } = new (frame.contentWindow as unknown as ClientWindow).MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<string>) => {
        receive?.(data);
      };
      bridge.onMessageFromHost = (text) => {
        port2.postMessage(text);
      };
    },
  };
}
