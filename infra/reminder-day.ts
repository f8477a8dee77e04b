import { Rule, RuleTargetInput, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { Settings } from "./settings.ts";

/**
 * Early on weekdays, before anybody has come (05.00 UTC), the list of reminders is prepared; holidays the function knows by
 * itself. It is off until the authority has decided on it, and never sends: an official does.
 */
export function createReminderDay(scope: Construct, sender: IFunction, { reminders }: Settings): void {
  new Rule(scope, "ReminderDay", {
    description: "Fordela: counts the reminders that wait for an official to send them",
    schedule: Schedule.cron({ minute: "0", hour: "5", weekDay: "MON-FRI" }),
    enabled: reminders === "prepared",
    targets: [
      new LambdaFunction(sender, { event: RuleTargetInput.fromObject({ task: "prepare-reminders" }) }),
    ],
  });
}
