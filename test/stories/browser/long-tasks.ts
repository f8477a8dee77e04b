import type { Story } from "./preview-story.ts";

/** A task that held the browser for more than fifty milliseconds. */
export interface LongTask {
  /** Whose it was, in the browser's words: "self" is what runs in the pane, the add-in with Microsoft's client. */
  readonly name: string;
  /** Milliseconds on the clock. */
  readonly wall: number;
  /** Milliseconds of processor that it used: on a loaded machine it waits for its turn in the rest. The clock's where the trace has not the task. */
  readonly cpu: number;
}

type Entry = Pick<PerformanceEntry, "name" | "startTime" | "duration">;

/** What Chromium's trace says of a task or a mark, in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

const begun = "the watch has begun";

/** The long tasks of the browser while something is done, as the pane's document is told of them. */
export async function longTasks(story: Story, act: () => Promise<void>): Promise<readonly LongTask[]> {
  const frame = await story.frame();
  const browser = story.page.context().browser()!;
  await browser.startTracing(story.page, { categories: ["toplevel", "blink.user_timing"] });
  const start = await frame.evaluate((name) => {
    const entries: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type: "longtask" });
    Object.assign(window, {
      longTasks: () => {
        // What has not been told yet is taken with the rest.
        entries.push(...observer.takeRecords());
        observer.disconnect();
        return entries.map(({ name: whose, startTime, duration }) => ({ name: whose, startTime, duration }));
      },
    });
    return performance.mark(name).startTime;
  }, begun);
  await act();
  const entries = await frame.evaluate(() =>
    (window as unknown as { longTasks: () => readonly Entry[] }).longTasks(),
  );
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: readonly TraceEvent[];
  };
  const mark = traceEvents.find(({ name }) => name === begun);
  const timed = traceEvents.filter(
    ({ pid, tid, tdur }) => pid === mark?.pid && tid === mark.tid && tdur !== undefined,
  );
  // What began before the mark is the watch's own beginning.
  const seen = entries.filter(({ startTime }) => startTime >= start);
  return seen.map(({ name, startTime, duration }) => {
    // What goes on in the middle of a task is the task, whatever the two clocks say of its ends.
    const middle = (mark?.ts ?? 0) + (startTime + duration / 2 - start) * 1000;
    const cpu = timed
      .filter(({ ts, dur = 0 }) => ts <= middle && middle <= ts + dur)
      .reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
    return { name, wall: duration, cpu: cpu === 0 ? duration : cpu };
  });
}
