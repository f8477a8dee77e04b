const swedish = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short" });

const swedishClock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Stockholm",
  hour: "2-digit",
  minute: "2-digit",
});

/** The ISO date that it is in Sweden at a moment: between midnight and two, not the date in UTC. */
export function swedishDay(moment: Date | string): string {
  return swedish.format(new Date(moment));
}

/** What the clocks in Sweden show at a moment, as people write it: "14.32". */
export function swedishTime(moment: Date | string): string {
  return swedishClock.format(new Date(moment)).replace(":", ".");
}
