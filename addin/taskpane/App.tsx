import {
  Button,
  FluentProvider,
  makeStyles,
  mergeClasses,
  Tab,
  TabList,
  tokens,
} from "@fluentui/react-components";
import { lazy, type ReactElement, Suspense, useEffect, useMemo, useState } from "react";
import type { PaneTheme } from "../theme.ts";
import { LiveRegion } from "./LiveRegion.tsx";
import { type Pane, type Session } from "./pane.ts";
import { type TabId, tabs } from "./tab-parts.ts";
import { goTo, useTab } from "./route.ts";
import { SignInPage } from "./SignInPage.tsx";
import { StartPage } from "./start/StartPage.tsx";
import type { Texts } from "./texts.ts";
import { PaneProvider, useMachine, usePane } from "./view/context.ts";
import { ErrorBoundary } from "./view/ErrorBoundary.tsx";
import { useKeptFocus } from "./view/kept-focus.ts";
import { Loading } from "./view/Loading.tsx";
import { Notice } from "./view/Notice.tsx";
import { themes } from "./view/theme.ts";
import { Welcome } from "./Welcome.tsx";

/** Start is in the first bundle; the other tabs come right after it has been drawn. */
const pages = {
  cases: () => import("./cases/CasesPage.tsx"),
  requisitions: () => import("./requisitions/RequisitionsPage.tsx"),
  applications: () => import("./applications/ApplicationsPage.tsx"),
  allocation: () => import("./allocation/AllocationPage.tsx"),
  decisions: () => import("./decisions/DecisionsPage.tsx"),
  reportBacks: () => import("./report-backs/ReportBacksPage.tsx"),
  balances: () => import("./balances/BalancesPage.tsx"),
  tables: () => import("./tables/TablesPage.tsx"),
};
const CasesPage = lazy(async () => ({ default: (await pages.cases()).CasesPage }));
const RequisitionsPage = lazy(async () => ({ default: (await pages.requisitions()).RequisitionsPage }));
const ApplicationsPage = lazy(async () => ({ default: (await pages.applications()).ApplicationsPage }));
const AllocationPage = lazy(async () => ({ default: (await pages.allocation()).AllocationPage }));
const DecisionsPage = lazy(async () => ({ default: (await pages.decisions()).DecisionsPage }));
const ReportBacksPage = lazy(async () => ({ default: (await pages.reportBacks()).ReportBacksPage }));
const BalancesPage = lazy(async () => ({ default: (await pages.balances()).BalancesPage }));
const TablesPage = lazy(async () => ({ default: (await pages.tables()).TablesPage }));

const name = { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 };

const useStyles = makeStyles({
  app: {
    height: "100vh",
    display: "flex",
    flexDirection: "column",
    overflow: "hidden",
    backgroundColor: tokens.colorNeutralBackground2,
  },
  head: {
    flexShrink: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tabs: {
    // Excel's own button for the pane lies over the top right corner, 34 x 32.
    marginRight: "36px",
    // The names do not fit on one line; they break as words do, never inside a name.
    flexWrap: "wrap",
    padding: "0 4px",
  },
  tab: {
    padding: "3px 6px",
    // Nine names are three lines of a narrow pane, each high enough to hit (WCAG 2.5.8).
    minHeight: "26px",
    whiteSpace: "nowrap",
    flexShrink: 0,
    // Fluent centres a name in the width that it has in bold; on several lines that looks like an indent.
    "& .fui-Tab__content": { justifySelf: "start", textAlign: "start", ...name },
    // The copy of the name in bold that keeps the width when the tab is chosen.
    "& .fui-Tab__content--reserved-space": name,
  },
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  place: {
    display: "flex",
    justifyContent: "space-between",
    gap: "8px",
    padding: "0 12px 5px",
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  coming: { padding: "12px" },
  environment: {
    padding: "0 6px",
    borderRadius: tokens.borderRadiusSmall,
    border: `1px solid ${tokens.colorStatusWarningBorder2}`,
    color: tokens.colorStatusWarningForeground3,
    backgroundColor: tokens.colorStatusWarningBackground1,
  },
});

interface AppProps {
  readonly pane: Pane;
  readonly texts: Texts;
  readonly theme: PaneTheme;
}

/** The whole pane. Everything it does goes through the machines of `pane`. */
export function App({ pane, texts, theme }: AppProps): ReactElement {
  const styles = useStyles();
  const session = useMachine(pane.session);
  const [welcomed, setWelcomed] = useState(() => pane.settings.read().welcomed);
  const context = useMemo(() => ({ pane, texts, goTo }), [pane, texts]);
  useEffect(() => {
    document.documentElement.lang = texts.language;
  }, [texts]);
  useKeptFocus();
  const done = (): void => {
    pane.settings.change({ welcomed: true });
    setWelcomed(true);
  };
  return (
    <PaneProvider value={context}>
      <FluentProvider
        theme={themes[theme]}
        className={mergeClasses(styles.app, styles[theme])}
        data-theme={theme}
      >
        {session.at !== "signed-in" && <SignInPage session={session} />}
        {session.at === "signed-in" && !welcomed && <Welcome done={done} />}
        {session.at === "signed-in" && welcomed && <Tabs session={session} />}
        <LiveRegion />
      </FluentProvider>
    </PaneProvider>
  );
}

function Tabs({ session }: { readonly session: Extract<Session, { at: "signed-in" }> }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const tab = useTab();
  useEffect(() => {
    // Fetched ahead; one that does not come is asked for again when its tab is opened.
    void Promise.allSettled(Object.values(pages).map((fetchPage) => fetchPage()));
  }, []);
  return (
    <>
      <header className={styles.head}>
        <TabList
          className={styles.tabs}
          size="small"
          aria-label={texts.tabList}
          selectedValue={tab}
          onTabSelect={(_, { value }) => {
            goTo(value as TabId);
          }}
        >
          {tabs.map((id) => (
            <Tab key={id} value={id} className={styles.tab}>
              {texts.tabs[id]}
            </Tab>
          ))}
        </TabList>
        <div className={styles.place}>
          <span>Fördela {session.year}</span>
          {pane.environment !== "prod" && (
            <span className={styles.environment}>{texts.environment[pane.environment]}</span>
          )}
        </div>
      </header>
      <ErrorBoundary key={tab} fallback={(again) => <Broken again={again} />}>
        <Suspense fallback={<Coming />}>
          <Page tab={tab} session={session} />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}

function Coming(): ReactElement {
  const styles = useStyles();
  return (
    <main className={styles.coming} aria-busy>
      <Loading />
    </main>
  );
}

function Broken({ again }: { readonly again: () => void }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  return (
    <main className={styles.coming}>
      <Notice tone="bad">
        <span>{texts.failedTitle}</span>
        <span>{texts.failedDetail}</span>
        <Button data-primary onClick={again}>
          {texts.tryAgain}
        </Button>
      </Notice>
    </main>
  );
}

function Page({
  tab,
  session,
}: {
  readonly tab: TabId;
  readonly session: Extract<Session, { at: "signed-in" }>;
}): ReactElement {
  switch (tab) {
    case "start":
      return <StartPage session={session} />;
    case "cases":
      return <CasesPage />;
    case "requisitions":
      return <RequisitionsPage />;
    case "applications":
      return <ApplicationsPage />;
    case "allocation":
      return <AllocationPage />;
    case "decisions":
      return <DecisionsPage />;
    case "reportBacks":
      return <ReportBacksPage />;
    case "balances":
      return <BalancesPage year={session.year} />;
    case "tables":
      return <TablesPage />;
  }
}
