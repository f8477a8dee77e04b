import * as z from "zod/mini";

/** What the page is told by its own <meta> elements: the same bundle serves every environment. */
export interface PageSettings {
  readonly environment: "local" | "test" | "prod";
  /** Origin of the API, such as `https://api.fordela.example.se`. */
  readonly api: string;
  /** null: sign-in with development personas. */
  readonly entra: { readonly client: string; readonly authority: string; readonly scope: string } | null;
}

const environments = ["local", "test", "prod"] as const;

/** @throws TypeError when the page lacks what the build writes into it. */
export function readPageSettings(page: Pick<Document, "querySelector">): PageSettings {
  const meta = (name: string): string =>
    page.querySelector(`meta[name="fordela-${name}"]`)?.getAttribute("content") ?? "";
  const environment = environments.find((one) => one === meta("environment"));
  if (environment === undefined) throw new TypeError("the page has no fordela-environment");
  const client = meta("client");
  return {
    environment,
    api: meta("api"),
    entra: client === "" ? null : { client, authority: meta("authority"), scope: meta("scope") },
  };
}

/** What the workbook remembers for whoever opens it: nothing secret, nothing about a person. */
const workbookSettings = z.object({
  year: z.catch(z.nullable(z.int().check(z.gte(2000), z.lte(2100))), null),
  round: z.catch(z.nullable(z.string().check(z.maxLength(60))), null),
  welcomed: z.catch(z.boolean(), false),
});
export type WorkbookSettings = z.output<typeof workbookSettings>;

/** What holds for a workbook that remembers nothing, and before Excel has opened the workbook. */
export const noSettings: WorkbookSettings = workbookSettings.parse({});

export interface SettingsStore {
  readonly read: () => WorkbookSettings;
  readonly change: (changes: Partial<WorkbookSettings>) => void;
}

const key = "fordela";

/** Kept in the workbook itself (Settings, ExcelApi 1.4), so that it follows the file. */
export function workbookSettingsStore(): SettingsStore {
  const { settings } = Office.context.document;
  const read = (): WorkbookSettings => workbookSettings.parse(settings.get(key) ?? {});
  return {
    read,
    change: (changes) => {
      settings.set(key, { ...read(), ...changes });
      settings.saveAsync();
    },
  };
}
