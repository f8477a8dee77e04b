import { button, el } from "../dom.ts";

/** Says something that has to be answered. Resolves to the index of the pressed button; Escape is the last. */
export function ask(title: string, text: string, answers: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const close = (index: number): void => {
      dialog.close();
      dialog.remove();
      resolve(index);
    };
    const dialog = el(
      "dialog",
      { class: "alert", "aria-label": title },
      el("h2", {}, title),
      el("p", {}, text),
      el(
        "div",
        { class: "answers" },
        ...answers.map((answer, index) =>
          button(
            { class: index === 0 ? "primary" : null },
            () => {
              close(index);
            },
            answer,
          ),
        ),
      ),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(answers.length - 1);
    });
    document.body.append(dialog);
    // The key that led here is not to press the dialog's first button too.
    setTimeout(() => {
      dialog.showModal();
    });
  });
}
