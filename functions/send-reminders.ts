import { reminderRoutes } from "../shared/api/reminders.ts";
import type { SendMail } from "../shared/reminder/mail.ts";
import { createApp } from "./app.ts";
import { isReminderDay, prepareReminders, type ReminderDay } from "./handlers/reminder-day.ts";
import { reminderHandlers } from "./handlers/reminders.ts";
import { asLambda, type LambdaHandler } from "./lambda.ts";
import { partsFor } from "./serve.ts";

/** The client that sends letters is read when the first letter is sent. */
const parts = partsFor(reminderRoutes, reminderHandlers, (sender) => {
  let opened: Promise<SendMail> | null = null;
  return async (mail) => {
    opened ??= import("./mail/ses.ts").then(({ sesMail }) => sesMail(sender));
    return await (
      await opened
    )(mail);
  };
});
const answer = asLambda(createApp(parts));

/** Who lacks what, and the letters about it; on a schedule, how many letters wait for somebody to send them. */
export const handler = async (
  event: Parameters<LambdaHandler>[0] | ReminderDay,
  context: Parameters<LambdaHandler>[1],
): Promise<Awaited<ReturnType<LambdaHandler>> | null> => {
  if (!isReminderDay(event)) return await answer(event, context);
  await prepareReminders(parts);
  return null;
};
