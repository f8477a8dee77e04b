import * as z from "zod/mini";
import { createApiClient } from "./api-client.ts";
import { registerCustomFunctions } from "./custom-functions/register.ts";
import { associateActions } from "./manifest/associate-actions.ts";
import { noSettings, readPageSettings, workbookSettingsStore, type WorkbookSettings } from "./settings.ts";
import { entraSignIn } from "./sign-in/entra.ts";
import { chosenPersonKey, readChosenPerson } from "./sign-in/chosen-person.ts";
import { officeDialog } from "./sign-in/office-dialog.ts";
import { personaSignIn } from "./sign-in/personas.ts";
import type { SignIn } from "./sign-in/sign-in.ts";
import { commandsWhenNeeded } from "./taskpane/commands-when-needed.ts";
import { createPane, type Pane } from "./taskpane/pane.ts";
import { renderPane } from "./taskpane/render.tsx";
import { goTo } from "./taskpane/route.ts";
import { textsFor } from "./taskpane/texts-for.ts";
import { readTheme } from "./theme.ts";

// The policy of the page forbids what zod would otherwise compile at run time.
z.config({ jitless: true });

const page = readPageSettings(document);
const now = (): Date => new Date();

const signIn: SignIn =
  page.entra === null
    ? personaSignIn({
        origin: window.location.origin,
        fetch: (url, init) => fetch(url, init),
        memory: sessionStorage,
        now: () => Date.now(),
      })
    : entraSignIn({
        entra: page.entra,
        nested: () => Office.context.requirements.isSetSupported("NestedAppAuth", "1.1"),
        loginHint: async () => (await Office.auth.getAuthContext()).userPrincipalName,
        dialog: () => officeDialog("/dialog.html"),
        now: () => Date.now(),
      });

const api = createApiClient({
  baseUrl: page.api === "" ? window.location.origin : page.api,
  token: signIn.token,
  fetch: (url, init) => fetch(url, init),
  sleep,
});

/** The custom functions ask for the year before Excel is ready, and there is no workbook to read it from. */
const excel = { ready: false };
const settings = {
  read: (): WorkbookSettings => (excel.ready ? workbookSettingsStore().read() : noSettings),
  change: (changes: Partial<WorkbookSettings>): void => {
    workbookSettingsStore().change(changes);
  },
};

const year = (): number => {
  const session = pane.session.get();
  return session.at === "signed-in" ? session.year : (settings.read().year ?? now().getFullYear());
};

const commands = commandsWhenNeeded(async () => {
  const { createCommands } = await import("./commands/create-commands.ts");
  const made = createCommands({
    api,
    year,
    now,
    environment: page.environment,
    memory: {
      read: (key) => localStorage.getItem(key),
      write: (key, value) => {
        localStorage.setItem(key, value);
      },
    },
    supports: (set) => Office.context.requirements.isSetSupported("ExcelApi", set),
  });
  return {
    ...made,
    // "Uppdatera saldon" is the same act in the pane as in the ribbon: cells with UM functions follow.
    refreshBalances: async (of, work) => {
      const [refreshed] = await Promise.all([made.refreshBalances(of, work), values.refresh()]);
      return refreshed;
    },
  };
});

const pane = createPane({
  commands,
  call: (name, request, options) => api.call(name, request, options),
  signIn,
  settings,
  environment: page.environment,
  today: () => today(now()),
});

// Excel asks for functions and actions as soon as the script has run: before anything is awaited.
const values = registerCustomFunctions({
  client: api,
  now,
  signedIn: () => pane.session.get().at === "signed-in",
  year,
});
associateActions(ribbon(pane), (id, run) => {
  Office.actions.associate(id, (event?: unknown) => void run(event));
});

const { host } = await Office.onReady();
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
const element = document.getElementById("pane")!;

if ((host as Office.HostType | null) === null) {
  const texts = await textsFor(navigator.language);
  renderPane(element, null, { texts, theme: prefersDark.matches ? "dark" : "light" });
} else {
  excel.ready = true;
  const texts = await textsFor(Office.context.displayLanguage);
  const look = () => ({ texts, theme: readTheme(prefersDark.matches) });
  const draw = renderPane(element, pane, look());
  // Excel does not tell when its theme changes; whoever changed it comes back to the pane.
  window.addEventListener("focus", () => {
    draw(look());
  });
  prefersDark.addEventListener("change", () => {
    draw(look());
  });
  refreshCells();
  if (page.entra === null) followChosenPerson();
  await pane.resume();
}

/** In development whoever is chosen beside the pane is signed in here, as if chosen in it. */
function followChosenPerson(): void {
  window.addEventListener("storage", ({ key, newValue }) => {
    const person = key === chosenPersonKey ? readChosenPerson(newValue) : null;
    if (person !== null && pane.session.get().at !== "signing-in") void pane.signIn(person);
  });
}

/** Cells with UM functions follow who is signed in, and the year. */
function refreshCells(): void {
  const seen = { session: pane.session.get() };
  pane.session.subscribe(() => {
    const before = seen.session;
    seen.session = pane.session.get();
    if (seen.session.at === "signed-in") void values.refresh();
    else if (before.at === "signed-in") values.signOut();
  });
}

/** What a button does: it shows the tab and starts the same work that the tab's own button would. */
function ribbon(shown: Pane) {
  const on = (tab: Parameters<typeof goTo>[0], act: () => Promise<void>) => async () => {
    goTo(tab);
    // Excel shows the pane only when no cell is being edited: the act must not wait for that to say that it waits.
    await Promise.all([
      Office.addin.showAsTaskpane(),
      shown.session.get().at === "signed-in" ? act() : undefined,
    ]);
  };
  return {
    check: on("requisitions", shown.requisitions.check),
    allocate: on("allocation", async () => {
      if (shown.allocation.machine.get().at !== "full") await shown.allocation.open();
      await shown.allocation.preview();
    }),
    fetchReportBacks: on("reportBacks", async () => {
      if (shown.reportBacks.machine.get().at !== "full") await shown.reportBacks.open();
      await shown.reportBacks.fetch();
    }),
    refreshBalances: on("balances", async () => {
      if (shown.balances.machine.get().at !== "full") await shown.balances.open();
      await shown.balances.refresh();
    }),
    openPane: on("start", () => Promise.resolve()),
  };
}

/** The ISO date where the person sits. */
function today(time: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
