import { chosenPersonKey, chosenPersonText, readChosenPerson } from "../../../addin/sign-in/chosen-person.ts";
import type { Person } from "../../../addin/sign-in/sign-in.ts";
import { button, el } from "../dom.ts";
import type { TextId } from "../texts.ts";
import { ask } from "./alert.ts";
import { choiceList, openPopup } from "./popup.ts";

/**
 * Who is signed in, at the top of the window. Whoever is chosen here is told to the pane, which signs in as when one
 * chooses in the pane; this button holds no token and asks for none.
 */
export function personButton(words: (id: TextId) => string, until: AbortSignal): HTMLElement {
  const signedIn = (): Person | null => readChosenPerson(sessionStorage.getItem(chosenPersonKey));
  const choose = async (): Promise<void> => {
    const answer = await fetch("/dev/personas").catch(() => null);
    if (answer?.ok !== true) {
      await ask("Fördela", words("noAnswer"), ["OK"]);
      return;
    }
    const people = (await answer.json()) as readonly Person[];
    openPopup(element.getBoundingClientRect(), words("nobody"), (close) =>
      choiceList(
        people.map(({ name }) => name),
        signedIn()?.name ?? "",
        (name) => {
          sessionStorage.setItem(
            chosenPersonKey,
            chosenPersonText(people.find((each) => each.name === name)!),
          );
          draw();
          close();
          element.focus();
        },
      ),
    );
  };
  const element = button({ class: "person", "aria-haspopup": "listbox" }, () => void choose());
  const draw = (): void => {
    const name = signedIn()?.name ?? null;
    element.setAttribute("aria-label", name === null ? words("nobody") : `${words("person")}: ${name}`);
    element.replaceChildren(
      el("span", { class: "initials", "aria-hidden": "true" }, name === null ? "?" : initialsOf(name)),
      el("span", { class: "person-name" }, name ?? words("nobody")),
    );
  };
  addEventListener("storage", draw, { signal: until });
  draw();
  return element;
}

function initialsOf(name: string): string {
  return name
    .split(" ")
    .map((word) => word.slice(0, 1))
    .join("");
}
