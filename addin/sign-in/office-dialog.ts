import { notSignedIn } from "./sign-in.ts";

/**
 * Opens a page of this origin in Office's own dialog and gives the first message it sends. Only a message of this
 * origin counts. @throws ApiProblem "not-signed-in" when the person closes the window.
 */
export function officeDialog(path: string): Promise<string> {
  const { origin } = window.location;
  return new Promise((resolve, reject) => {
    Office.context.ui.displayDialogAsync(
      `${origin}${path}`,
      { height: 60, width: 30, promptBeforeOpen: false },
      ({ status, value: dialog }) => {
        if (status !== Office.AsyncResultStatus.Succeeded) {
          reject(
            notSignedIn("Inloggningsfönstret gick inte att öppna. Tillåt popup-fönster och försök igen."),
          );
          return;
        }
        dialog.addEventHandler(Office.EventType.DialogMessageReceived, (received) => {
          if (!("message" in received) || (received.origin ?? origin) !== origin) return;
          dialog.close();
          resolve(received.message);
        });
        dialog.addEventHandler(Office.EventType.DialogEventReceived, () => {
          reject(notSignedIn("Inloggningsfönstret stängdes. Försök igen."));
        });
      },
    );
  });
}
