const swedish = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short" });

/** The ISO date that it is in Sweden at a moment: between midnight and two, not the date in UTC. */
export function swedishDay(moment: Date | string): string {
  return swedish.format(new Date(moment));
}
