import { isObject, type Json, numberAt, parseJson, textAt } from "./protocol/json.ts";

/** Where the program keeps the add-in's document settings, as the client writes them: name and JSON text. */
export interface DocumentSettings extends Iterable<readonly [string, string]> {
  readonly clear: () => void;
  readonly set: (key: string, value: string) => unknown;
}

/** What the client is told at the start. */
export interface ExternalOptions {
  readonly apiVersion: string;
  readonly documentUrl: string;
  /** New for each session: the client caches settings under it. */
  readonly instanceId: string;
  /** The interface language, such as "sv-SE"; numbers and dates are always Swedish. */
  readonly locale: string;
  /** Document settings, shared with whoever saves the file. */
  readonly settings: DocumentSettings;
  /** A token for the signed-in user; called when the add-in asks for one. */
  readonly accessToken: () => string;
  readonly theme: OfficeTheme;
  /** Set in a dialog's own page: the dialog as its opener knows it. */
  readonly dialog?: OpenDialog;
}

/** The colours of the program's own surface, as numbers 0xRRGGBB. */
export interface OfficeTheme {
  readonly bodyBackgroundColor: number;
  readonly bodyForegroundColor: number;
  readonly controlBackgroundColor: number;
  readonly controlForegroundColor: number;
}

export const lightTheme: OfficeTheme = {
  bodyBackgroundColor: 0xffffff,
  bodyForegroundColor: 0x242424,
  controlBackgroundColor: 0xf5f5f5,
  controlForegroundColor: 0x242424,
};

type Callback = (answer: unknown) => void;
type EventHandler = (event: number, payload: unknown) => void;

const ok = 0;
const unsupported = 5001;
const executeCommandCompleted = 94;
const executeAccessToken = 98;
const eventDialogMessage = 10;
const eventCommandInvoked = 39;

/** An answer or event as the client reads them. */
function list(...items: readonly unknown[]): unknown {
  return { toArray: () => items, dimensions: () => 1, getItem: (index: number) => items[index] };
}

/** A dialog that the add-in has opened. */
export interface OpenDialog {
  readonly url: string;
  /** Per cent of the screen. */
  readonly width: number;
  readonly height: number;
  /** Says to the add-in what the dialog's page has sent. */
  readonly message: (text: string) => void;
  /** The user closes the dialog. */
  readonly close: () => void;
}

/** The object `window.external`: start, settings, dialogs, ribbon commands, token. */
export class External {
  readonly object: Readonly<Record<string, unknown>>;
  readonly dialogs: OpenDialog[] = [];
  /** Called when the add-in opens a dialog. */
  onDialog: (dialog: OpenDialog) => void = () => undefined;
  /** Called when the add-in closes its dialog. */
  onDialogClosed: () => void = () => undefined;
  /** What the program looks like now; the client asks anew when five seconds have passed. */
  theme: OfficeTheme;
  /** Calls of numbers the host does not know: recorded, and answered with an error. */
  readonly unknown: string[] = [];
  readonly #handlers = new Map<number, EventHandler>();
  readonly #running = new Map<string, () => void>();
  #lastCommand = 0;

  constructor(options: ExternalOptions) {
    this.theme = options.theme;
    const context = contextOf(options, () => this.theme);
    this.object = {
      GetHostInfo: () => {
        // 3: shared runtime and custom functions, neither of which a dialog has.
        const [role, flags] = options.dialog ? ["isDialog", 0] : ["", 3];
        return `Excel|Win32|16.01|${options.locale}|${options.instanceId}|${role}|disableLogging|${String(flags)}`;
      },
      GetLoggingAllowed: () => false,
      GetContext: () => context,
      Execute: (id: number, params: unknown, callback: Callback) => {
        this.#execute(id, params, callback, options);
      },
      RegisterEvent: (id: number, target: unknown, handler: EventHandler, callback: Callback) => {
        this.#register(id, target, handler, callback);
      },
      MessageParent2: (params: string) => {
        const given = parseJson(params);
        if (!options.dialog || !isObject(given)) throw new Error("Den här sidan är ingen dialogruta.");
        options.dialog.message(textAt(given, "messageToParent"));
      },
      MessageChild2: () => {
        this.unknown.push("MessageChild2");
        throw new Error("Förhandsvisningen kan inte skicka meddelanden till en dialogruta.");
      },
      UnregisterEvent: (id: number, _target: unknown, callback: Callback) => {
        this.#handlers.delete(id);
        callback(list(ok));
        if (id !== eventDialogMessage) return;
        this.dialogs.length = 0;
        this.onDialogClosed();
      },
    };
  }

  /** Presses a ribbon button: settles when the add-in says that the command is completed. */
  invokeCommand(functionName: string, controlId: string): Promise<void> {
    const handler = this.#handlers.get(eventCommandInvoked);
    if (!handler) return Promise.reject(new Error("Tillägget lyssnar inte på menyflikens kommandon."));
    this.#lastCommand += 1;
    const id = `command${String(this.#lastCommand)}`;
    return new Promise((resolve) => {
      this.#running.set(id, resolve);
      handler(eventCommandInvoked, list(id, functionName, JSON.stringify({ source: { id: controlId } })));
    });
  }

  #execute(id: number, params: unknown, callback: Callback, options: ExternalOptions): void {
    if (id === executeAccessToken) {
      callback(list(ok, options.accessToken()));
      return;
    }
    if (id === executeCommandCompleted) {
      const [command] = items(params);
      this.#running.get(String(command))?.();
      this.#running.delete(String(command));
      callback(list(ok));
      return;
    }
    this.unknown.push(`Execute ${String(id)}`);
    callback(unsupported);
  }

  #register(id: number, target: unknown, handler: EventHandler, callback: Callback): void {
    this.#handlers.set(id, handler);
    callback(list(ok));
    if (id !== eventDialogMessage) return;
    const wanted = parseJson(String(target));
    if (!isObject(wanted)) throw new Error("Dialogrutan har ingen adress.");
    const url = textAt(wanted, "url");
    const dialog: OpenDialog = {
      url,
      width: numberAt(wanted, "width") ?? 80,
      height: numberAt(wanted, "height") ?? 80,
      message: (text) => {
        handler(eventDialogMessage, list(0, text, new URL(url).origin));
      },
      // 12006: the user closed the dialog.
      close: () => {
        handler(eventDialogMessage, list(12_006));
      },
    };
    this.dialogs.push(dialog);
    this.onDialog(dialog);
  }
}

function items(params: unknown): readonly unknown[] {
  if (Array.isArray(params)) return params as readonly unknown[];
  if (
    typeof params === "object" &&
    params !== null &&
    "toArray" in params &&
    typeof params.toArray === "function"
  )
    return (params as { toArray: () => readonly unknown[] }).toArray();
  return [params];
}

function contextOf(
  options: ExternalOptions,
  theme: () => OfficeTheme,
): Readonly<Record<string, () => unknown>> {
  const sets: Record<string, string> = {
    ExcelApi: options.apiVersion,
    CustomFunctions: "1.7",
    CustomFunctionsRuntime: "1.4",
    SharedRuntime: "1.2",
    DialogApi: "1.2",
    DialogOrigin: "1.1",
    IdentityAPI: "1.3",
    RibbonApi: "1.2",
    KeyboardShortcuts: "1.1",
    RichApiRuntime: "1.2",
    RichApiRuntimeFlag: "1.2",
    DelayForCellEdit: "1.1",
    AddInCommands: "1.1",
    Settings: "1.1",
  };
  return {
    GetAppType: () => 1,
    GetSolutionRef: () => "fordela",
    GetAppVersionMajor: () => 16,
    GetAppVersionMinor: () => 1,
    GetAppUILocale: () => options.locale,
    GetAppDataLocale: () => "sv-SE",
    GetDocUrl: () => options.documentUrl,
    GetAppCapabilities: () => 0,
    GetActivationMode: () => 1,
    GetControlIntegrationLevel: () => 1,
    GetSolutionToken: () => "",
    GetInstanceId: () => options.instanceId,
    GetCorrelationId: () => options.instanceId,
    GetTouchEnabled: () => false,
    GetCommerceAllowed: () => false,
    GetSupportedMatrix: () => JSON.stringify(sets),
    GetHostFullVersion: () => "16.0.17928.20114",
    GetInitialDisplayMode: () => 2,
    GetOfficeThemeInfo: () => JSON.stringify(theme() satisfies Readonly<Record<keyof OfficeTheme, Json>>),
    GetSettings: () => ({
      Read: (keys: string[], values: string[]) => {
        for (const [key, value] of options.settings) {
          keys.push(key);
          values.push(value);
        }
      },
      Write: (keys: readonly string[], values: readonly string[]) => {
        options.settings.clear();
        keys.forEach((key, index) => options.settings.set(key, values[index] ?? ""));
      },
    }),
  };
}
