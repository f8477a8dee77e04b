import { readFile } from "node:fs/promises";
import { programmeYears } from "../../shared/programmes/index.ts";
import { answerWith, type CommandIo } from "./answer-with.ts";
import { allocateCommand } from "./rules-allocate.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import { validateCommand } from "./rules-validate.ts";

const usage = `Användning: npm run --silent rules -- KOMMANDO
  allocate   fördela ett belopp på mottagarna i en fil
  validate   kontrollera en fil med rekvisitioner
  rounds     lista omgångarnas id`;

/** The rules from a shell: the same functions as in the pane and in the service. Answers the exit code. */
export async function rulesCommand([command, ...args]: readonly string[], io: CommandIo): Promise<number> {
  switch (command) {
    case "allocate":
      return await allocateCommand(args, io);
    case "validate":
      return await validateCommand(args, io, swedishDay(new Date()));
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
