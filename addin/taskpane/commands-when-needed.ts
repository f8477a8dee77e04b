import type { Commands } from "../commands/contract.ts";

/** The commands, fetched when the first of them is used: the pane is on the screen before they are here. */
export function commandsWhenNeeded(load: () => Promise<Commands>): Commands {
  const memory: { loaded: Promise<Commands> | null } = { loaded: null };
  const loaded = (): Promise<Commands> =>
    (memory.loaded ??= load().catch((error: unknown) => {
      // A chunk that did not come over the network is asked for again next time.
      memory.loaded = null;
      throw error;
    }));
  return new Proxy({} as Commands, {
    get:
      (_, name) =>
      async (...given: unknown[]): Promise<unknown> => {
        const commands = await loaded();
        const command = commands[name as keyof Commands] as (...args: unknown[]) => Promise<unknown>;
        return command(...given);
      },
  });
}
