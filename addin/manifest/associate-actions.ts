import { type ActionId, actions } from "./actions.ts";

/** What a button gives its function: Excel shows the button as busy until `completed` is called. */
interface ButtonEvent {
  readonly completed: () => void;
}

/** What stands behind each action; it tells the user by itself when something fails. */
export type ActionHandlers = Readonly<Record<ActionId, () => Promise<void>>>;

/**
 * Makes every action of the ribbon and the keyboard known; `associate` is `Office.actions.associate`. A button is
 * released whatever happens; a key combination has nothing to release.
 */
export function associateActions(
  handlers: ActionHandlers,
  associate: (id: string, run: (event?: unknown) => Promise<void>) => void,
): void {
  for (const { id } of actions) {
    associate(id, async (event) => {
      try {
        await handlers[id]();
      } finally {
        if (isButtonEvent(event)) event.completed();
      }
    });
  }
}

function isButtonEvent(event: unknown): event is ButtonEvent {
  return typeof event === "object" && event !== null && "completed" in event;
}
