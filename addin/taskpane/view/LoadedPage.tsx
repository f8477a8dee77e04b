import { type ReactElement, type ReactNode, useEffect } from "react";
import type { LoadedTab } from "../loaded-tab.ts";
import type { TabId } from "../tab-parts.ts";
import { useMachine } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { Loading } from "./Loading.tsx";
import { TabPage } from "./TabPage.tsx";
import { TroubleActions } from "./TroubleActions.tsx";
import { TroubleNotice } from "./TroubleNotice.tsx";
import { WorkBar } from "./WorkBar.tsx";

interface LoadedPageProps<What extends string, Full extends { readonly at: "full" }> {
  readonly id: TabId;
  readonly tab: LoadedTab<What, Full>;
  readonly empty: { readonly title: string; readonly text: string };
  readonly working: Readonly<Record<What, string>>;
  /** null: there is nothing to act on yet. */
  readonly actions: (full: Full | null) => ReactNode;
  readonly children: (full: Full) => ReactNode;
  /** What stands below in every state. */
  readonly below?: ReactNode;
}

/** The page of a tab that is loaded when it is opened: every state but what the tab itself shows. */
export function LoadedPage<What extends string, Full extends { readonly at: "full" }>({
  id,
  tab,
  empty,
  working,
  actions,
  children,
  below,
}: LoadedPageProps<What, Full>): ReactElement {
  const { at } = useMachine(tab.machine);
  const state = tab.machine.get();
  const shown = tab.shown();
  const isShown = shown !== null;
  useEffect(() => {
    if (at === "new") void tab.open();
  }, [tab, at]);
  useEffect(() => (isShown ? tab.follow() : undefined), [tab, isShown]);

  const isTrouble = state.at === "failed" || state.at === "forbidden" || state.at === "offline";
  const act = (): ReactNode => {
    if (state.at === "working") return <WorkBar {...state} label={working[state.what]} />;
    // What is shown can still be acted on: a form that was refused is mended and sent again by its own button.
    return isTrouble && !isShown ? <TroubleActions trouble={state} /> : actions(shown);
  };
  return (
    <TabPage tab={id} state={at} actions={act()}>
      {(at === "new" || at === "loading") && <Loading />}
      {at === "empty" && <Empty {...empty} />}
      {isTrouble && (
        <TroubleNotice trouble={state}>
          {isShown && (
            <div>
              <TroubleActions trouble={state} beside />
            </div>
          )}
        </TroubleNotice>
      )}
      {isShown && children(shown)}
      {below}
    </TabPage>
  );
}
