import { reminderRoutes } from "../shared/api/reminders.ts";
import type { SendMail } from "../shared/reminder/mail.ts";
import { reminderHandlers } from "./handlers/reminders.ts";
import { serve } from "./serve.ts";

/** Who lacks what, and the letters about it. The client that sends them is read when the first letter is. */
export const handler = serve(reminderRoutes, reminderHandlers, (sender) => {
  let opened: Promise<SendMail> | null = null;
  return async (mail) => {
    opened ??= import("./mail/ses.ts").then(({ sesMail }) => sesMail(sender));
    return await (
      await opened
    )(mail);
  };
});
