import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import vm from "node:vm";
import { External, lightTheme, type OpenDialog } from "./external.ts";
import { type HostOptions, newestApi, WorkbookHost } from "./host.ts";

const dist = join(
  dirname(createRequire(import.meta.url).resolve("@microsoft/office-js/package.json")),
  "dist",
);
const origin = "https://localhost/client/";

export interface OpenOptions extends HostOptions {
  /** The language of the program: "sv-SE" unless said. */
  readonly locale?: string;
  /** Document settings from an earlier session. */
  readonly settings?: Map<string, string>;
  readonly accessToken?: () => string;
}

/** The client's own globals, as add-in code finds them. */
export interface ClientGlobals {
  readonly Excel: typeof Excel;
  readonly Office: typeof Office;
  readonly OfficeExtension: typeof OfficeExtension;
  readonly OfficeRuntime: OfficeRuntimeStorage;
  readonly CustomFunctions: typeof CustomFunctions;
}

/** What is used of the runtime's own services. */
export interface OfficeRuntimeStorage {
  readonly storage: {
    readonly getItem: (key: string) => Promise<string | null>;
    readonly setItem: (key: string, value: string) => Promise<void>;
  };
}

/** A file of the client that was run, and its fingerprint. */
export interface LoadedFile {
  readonly name: string;
  readonly sha256: string;
}

/** A workbook open in the real client, in Node. */
export interface OpenHost extends ClientGlobals {
  readonly host: WorkbookHost;
  /** The files of the client that were run, unmodified, with the SHA-256 of what was run. */
  readonly loaded: readonly LoadedFile[];
  /** Document settings as they would be saved with the file. */
  readonly settings: ReadonlyMap<string, string>;
  readonly dialogs: readonly OpenDialog[];
  /** Everything the host was asked for and did not know. */
  readonly unknown: () => readonly string[];
  /** Presses the ribbon button of a function; the requests of the command are logged under its name. */
  readonly invokeCommand: (functionName: string) => Promise<void>;
  /** Lets add-in code in this process say the names of the client; the answer takes them back. */
  readonly install: () => () => void;
  readonly close: () => void;
}

/** Opens a workbook in Microsoft's client as it lies in node_modules, and waits until the client is ready. */
export async function openHost(options: OpenOptions = {}): Promise<OpenHost> {
  const host = new WorkbookHost(options);
  const settings = options.settings ?? new Map<string, string>();
  const external = new External({
    apiVersion: options.apiVersion ?? newestApi,
    documentUrl: host.book.name,
    instanceId: randomUUID(),
    locale: options.locale ?? "sv-SE",
    settings,
    accessToken: options.accessToken ?? (() => ""),
    theme: lightTheme,
  });
  const loaded: LoadedFile[] = [];
  const page = new ClientPage(host, external, loaded);
  page.run("office.js");
  const globals = page.globals as unknown as ClientGlobals;
  const { Office: client } = globals;
  await client.onReady();
  await host.ready;
  return {
    Excel: globals.Excel,
    Office: globals.Office,
    OfficeExtension: globals.OfficeExtension,
    OfficeRuntime: globals.OfficeRuntime,
    CustomFunctions: globals.CustomFunctions,
    host,
    loaded,
    settings,
    dialogs: external.dialogs,
    unknown: () => [...host.unknownMembers, ...external.unknown],
    invokeCommand: async (functionName) => {
      host.wireLog.command = functionName;
      try {
        await external.invokeCommand(functionName, functionName);
      } finally {
        host.wireLog.command = null;
      }
    },
    install: () => install(globals),
    close: () => {
      page.close();
      host.close();
    },
  };
}

/** A dialog's page opened in the client, in Node: what it may say is `Office.context.ui.messageParent`. */
export async function openDialogPage(
  dialog: OpenDialog,
): Promise<{ readonly Office: typeof Office; readonly close: () => void }> {
  const host = new WorkbookHost();
  const external = new External({
    apiVersion: newestApi,
    documentUrl: "",
    instanceId: randomUUID(),
    locale: "sv-SE",
    settings: new Map(),
    accessToken: () => "",
    theme: lightTheme,
    dialog,
  });
  const page = new ClientPage(host, external, []);
  page.run("office.js");
  const { Office: client } = page.globals as unknown as ClientGlobals;
  await client.onReady();
  return {
    Office: client,
    close: () => {
      page.close();
      host.close();
    },
  };
}

const names = ["Excel", "Office", "OfficeExtension", "OfficeRuntime", "CustomFunctions"] as const;

function install(globals: ClientGlobals): () => void {
  const old = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name of names)
    Object.defineProperty(globalThis, name, { value: globals[name], configurable: true, writable: true });
  return () => {
    for (const [name, descriptor] of old)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
  };
}

/** As much of a browser page as the client's loader needs. */
class ClientPage {
  readonly globals: vm.Context;
  readonly #loaded: LoadedFile[];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(host: WorkbookHost, external: External, loaded: LoadedFile[]) {
    this.#loaded = loaded;
    const page = {
      ...shared,
      ...this.#timing(),
      external: external.object,
      _richApiNativeBridge: host.bridge,
      location: {
        href: `${origin}taskpane.html`,
        search: "",
        hash: "",
        host: "localhost",
        hostname: "localhost",
        protocol: "https:",
        origin: "https://localhost",
      },
      navigator: {
        userAgent: "Fördela preview",
        language: "sv-SE",
        userLanguage: "sv-SE",
        platform: "Win32",
      },
      document: this.#document(),
      sessionStorage: storage(),
      localStorage: storage(),
      history: {},
      name: "",
      status: "",
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      dispatchEvent: () => true,
    };
    this.globals = vm.createContext(page);
    for (const name of ["window", "self", "top", "parent"]) this.globals[name] = this.globals;
  }

  /** Runs a file of the client as it is. */
  run(name: string): void {
    const bytes = readFileSync(join(dist, name));
    this.#loaded.push({ name, sha256: createHash("sha256").update(bytes).digest("hex") });
    vm.runInContext(bytes.toString("utf8"), this.globals, { filename: name });
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #timing(): Readonly<Record<string, unknown>> {
    const begin = (timer: NodeJS.Timeout): NodeJS.Timeout => {
      this.#timers.add(timer);
      return timer;
    };
    const end = (timer: NodeJS.Timeout | undefined): void => {
      if (timer !== undefined) this.#timers.delete(timer);
      clearTimeout(timer);
    };
    return {
      setTimeout: (act: (...args: unknown[]) => void, wait?: number, ...args: unknown[]) => {
        const timer = begin(
          setTimeout(() => {
            this.#timers.delete(timer);
            act(...args);
          }, wait),
        );
        return timer;
      },
      setInterval: (act: () => void, wait?: number) => begin(setInterval(act, wait).unref()),
      clearTimeout: end,
      clearInterval: end,
    };
  }

  /** A document with the one script tag of the client; a script that is added is run. */
  #document(): Readonly<Record<string, unknown>> {
    const loader = {
      src: `${origin}office.js`,
      getAttribute: (name: string) => (name === "src" ? `${origin}office.js` : null),
    };
    const append = (script: { src?: string; onload?: (() => void) | null }): unknown => {
      queueMicrotask(() => {
        const name =
          script.src?.startsWith(origin) === true ? script.src.slice(origin.length).split("?")[0]! : null;
        if (name === null) return;
        this.run(name);
        script.onload?.();
      });
      return script;
    };
    const head = { appendChild: append, insertBefore: append };
    return {
      readyState: "complete",
      head,
      body: head,
      documentElement: head,
      cookie: "",
      currentScript: loader,
      scripts: [loader],
      URL: `${origin}taskpane.html`,
      getElementsByTagName: (tag: string) => (tag.toLowerCase() === "script" ? [loader] : [head]),
      getElementById: () => null,
      querySelector: () => null,
      createElement: (tag: string) => ({
        tagName: tag.toUpperCase(),
        setAttribute: () => undefined,
        style: {},
        onload: null,
      }),
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      attachEvent: undefined,
    };
  }
}

/**
 * The client runs with this process's own basic classes, so that its errors are `instanceof Error`, and the lists it
 * reads from answers are this process's lists.
 */
const shared = {
  performance,
  Error,
  TypeError,
  RangeError,
  Promise,
  JSON,
  Date,
  Map,
  Set,
  console: { ...console, log: () => undefined },
  URL,
  TextEncoder,
  queueMicrotask,
};

function storage(): Readonly<Record<string, unknown>> {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => {
      kept.clear();
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}
