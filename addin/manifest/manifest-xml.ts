import { actionGroups, type Action, type ActionGroup } from "./actions.ts";
import { environments, type EnvironmentName } from "./environments.ts";
import { namespace } from "./functions.ts";
import type { Text } from "./text.ts";

export interface ManifestParts {
  readonly environment: EnvironmentName;
  /** Where the pane is served, such as `https://fordela.example.se`: no path, no slash at the end. */
  readonly origin: string;
  /** Three numbers, as in package.json. */
  readonly version: string;
}

const name = "Fördela";
const description: Text = {
  sv: "Statsbidrag i Excel: rekvisitioner, fördelningsnyckel, utbetalningar, återrapportering och saldon.",
  en: "State grants in Excel: requisitions, allocation key, payments, report-backs and balances.",
};

/** Widths and heights in pixels: on the ribbon, and of the add-in itself in lists (32, and 64 on dense screens). */
export const ribbonIconSizes = [16, 32, 80] as const;
export const listIconSizes = [32, 64] as const;

/** The manifest of one environment. Only the sets that nothing works without are required: ExcelApi 1.13, SharedRuntime 1.1. */
export function manifestXml({ environment, origin, version }: ManifestParts): string {
  const { id, suffix } = environments[environment];
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- Written by npm run manifest from addin/manifest: change it there. -->
<OfficeApp
  xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0"
  xmlns:ov="http://schemas.microsoft.com/office/taskpaneappversionoverrides"
  xsi:type="TaskPaneApp">
  <Id>${id}</Id>
  <Version>${version}.0</Version>
  <ProviderName>${name}</ProviderName>
  <DefaultLocale>sv-SE</DefaultLocale>
  <DisplayName DefaultValue="${escape(name + suffix)}">
    <Override Locale="en-US" Value="${escape(name + suffix)}" />
  </DisplayName>
  <Description DefaultValue="${escape(description.sv)}">
    <Override Locale="en-US" Value="${escape(description.en)}" />
  </Description>
  <IconUrl DefaultValue="${origin}/assets/fordela-32.png" />
  <HighResolutionIconUrl DefaultValue="${origin}/assets/fordela-64.png" />
  <AppDomains>
    <AppDomain>${origin}</AppDomain>
    <AppDomain>https://login.microsoftonline.com</AppDomain>
  </AppDomains>
  <Hosts>
    <Host Name="Workbook" />
  </Hosts>
  <Requirements>
    <Sets DefaultMinVersion="1.1">
      <Set Name="SharedRuntime" MinVersion="1.1" />
      <Set Name="ExcelApi" MinVersion="1.13" />
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue="${origin}/taskpane.html" />
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Hosts>
      <Host xsi:type="Workbook">
        <Runtimes>
          <Runtime resid="Taskpane.Url" lifetime="long" />
        </Runtimes>
        <AllFormFactors>
          <ExtensionPoint xsi:type="CustomFunctions">
            <Script>
              <SourceLocation resid="Functions.Script.Url" />
            </Script>
            <Page>
              <SourceLocation resid="Taskpane.Url" />
            </Page>
            <Metadata>
              <SourceLocation resid="Functions.Metadata.Url" />
            </Metadata>
            <Namespace resid="Functions.Namespace" />
          </ExtensionPoint>
        </AllFormFactors>
        <DesktopFormFactor>
          <FunctionFile resid="Taskpane.Url" />
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
            <CustomTab id="Fordela.Tab">
${actionGroups.map(group).join("\n")}
              <Label resid="Tab.Label" />
            </CustomTab>
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
    <Resources>
      <bt:Images>
${images(origin).join("\n")}
      </bt:Images>
      <bt:Urls>
        <bt:Url id="Taskpane.Url" DefaultValue="${origin}/taskpane.html" />
        <bt:Url id="Functions.Script.Url" DefaultValue="${origin}/functions.js" />
        <bt:Url id="Functions.Metadata.Url" DefaultValue="${origin}/functions.json">
          <bt:Override Locale="en-US" Value="${origin}/functions.en.json" />
        </bt:Url>
      </bt:Urls>
      <bt:ShortStrings>
${shortStrings(name + suffix).join("\n")}
      </bt:ShortStrings>
      <bt:LongStrings>
${allActions.map(({ id: action, tip }) => string(`${action}.Tip`, tip)).join("\n")}
      </bt:LongStrings>
    </Resources>
  </VersionOverrides>
  <ExtendedOverrides Url="${origin}/shortcuts.json" />
</OfficeApp>
`;
}

const allActions = actionGroups.flatMap(({ actions }) => actions);

function group({ id, icon, actions }: ActionGroup): string {
  return `              <Group id="Fordela.${id}">
                <Label resid="${id}.Label" />
${icons(icon, " ".repeat(16))}
${actions.map(button).join("\n")}
              </Group>`;
}

/** A button opens the pane by itself; everything else is a function in the shared runtime. */
function button({ id, icon }: Action): string {
  const action =
    id === "openPane"
      ? `<Action xsi:type="ShowTaskpane">
                    <TaskpaneId>Fordela.Pane</TaskpaneId>
                    <SourceLocation resid="Taskpane.Url" />
                  </Action>`
      : `<Action xsi:type="ExecuteFunction">
                    <FunctionName>${id}</FunctionName>
                  </Action>`;
  return `                <Control xsi:type="Button" id="Fordela.${id}">
                  <Label resid="${id}.Label" />
                  <Supertip>
                    <Title resid="${id}.Label" />
                    <Description resid="${id}.Tip" />
                  </Supertip>
${icons(icon, " ".repeat(18))}
                  ${action}
                </Control>`;
}

function icons(icon: string, indent: string): string {
  const lines = ribbonIconSizes.map(
    (size) => `${indent}  <bt:Image size="${size}" resid="${iconId(icon, size)}" />`,
  );
  return [`${indent}<Icon>`, ...lines, `${indent}</Icon>`].join("\n");
}

const iconId = (icon: string, size: number): string => `Icon.${icon}.${size}`;

function images(origin: string): string[] {
  return [...new Set(allActions.map(({ icon }) => icon))].flatMap((icon) =>
    ribbonIconSizes.map(
      (size) =>
        `        <bt:Image id="${iconId(icon, size)}" DefaultValue="${origin}/assets/${icon}-${size}.png" />`,
    ),
  );
}

function shortStrings(tab: string): string[] {
  return [
    string("Functions.Namespace", { sv: namespace, en: namespace }),
    string("Tab.Label", { sv: tab, en: tab }),
    ...actionGroups.map(({ id, label }) => string(`${id}.Label`, label)),
    ...allActions.map(({ id, label }) => string(`${id}.Label`, label)),
  ];
}

function string(id: string, { sv, en }: Text): string {
  return `        <bt:String id="${id}" DefaultValue="${escape(sv)}">
          <bt:Override Locale="en-US" Value="${escape(en)}" />
        </bt:String>`;
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
