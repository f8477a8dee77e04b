import { readFile } from "node:fs/promises";
import { programmeYears } from "../../shared/programmes/index.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";
import { allocateCommand } from "./rules-allocate.ts";
import { explainCommand } from "./rules-explain.ts";
import { fixedCommand } from "./rules-fixed.ts";
import { diffCommand, templateCommand } from "./rules-programme.ts";
import { historyCommand } from "./rules-history.ts";
import { redistributeCommand } from "./rules-redistribute.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { validateCommand } from "./rules-validate.ts";

const usage = `Användning: npm run --silent rules -- KOMMANDO
  allocate      fördela ett belopp på mottagarna i en fil
  validate      kontrollera en fil med rekvisitioner
  rounds        lista omgångarnas id
  explain       säg steg för steg varför en mottagare får sitt belopp i en omgång
  fixed         skriv länsstyrelsernas fastställda belopp för ett år
  redistribute  omfördela det som en fil med rekvisitioner lämnar kvar
  template      skriv ett program för ett kommande år, ifyllt efter det senaste
  diff          säg vad ett program ändrar och vad som är fel i det
  history       läs en äldre arbetsbok: ingående balanser, och vad som utelämnades`;

/** The rules from a shell: the same functions as in the pane and in the service. Answers the exit code. */
export async function rulesCommand([command, ...args]: readonly string[], io: CommandIo): Promise<number> {
  switch (command) {
    case "allocate":
      return await allocateCommand(args, io);
    case "validate":
      return await validateCommand(args, io, swedishDay(new Date()));
    case "explain":
      return await explainCommand(args, io);
    case "fixed":
      return await fixedCommand(args, io);
    case "redistribute":
      return await redistributeCommand(args, io, swedishDay(new Date()));
    case "template":
      return await templateCommand(args, io);
    case "diff":
      return await diffCommand(args, io);
    case "history":
      return await historyCommand(args, io);
    case "rounds":
      return await answerWith(
        0,
        programmeYears.flatMap(({ rounds }) => rounds.map(({ id }) => `${id}\n`)),
        io,
      );
    default:
      io.stderr.write(`${usage}\n`);
      return 2;
  }
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = await rulesCommand(process.argv.slice(2), {
    readFile: (path) => readFile(path),
    stdout: process.stdout,
    stderr: process.stderr,
  });
}
