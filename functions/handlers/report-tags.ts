import { type RecipientId, type RecipientKey, recipientKey } from "../../shared/recipient.ts";
import type { Context } from "../context.ts";
import type { ReportTags } from "../store/kept.ts";

/** What tags are kept under: a report, or one of its answers. An area may hold any character, and comes last. */
export function tagKey(id: RecipientId, area: string | null, question: string | null): string {
  return `${id}|${question ?? ""}|${area ?? ""}`;
}

interface KeptTags extends ReportTags, RecipientKey {
  readonly area: string | null;
  readonly question: string | null;
  readonly version: number;
}

/** The tags of a year by their key. */
export async function tagsOn({ store }: Context, year: number): Promise<ReadonlyMap<string, KeptTags>> {
  const entries = await store.entries("reportTags", String(year));
  return new Map(
    entries.map(({ id, version, value }) => {
      const [recipient, question, ...area] = id.split("|");
      const on = {
        ...recipientKey(recipient as RecipientId),
        area: area.join("|") || null,
        question: question === "" ? null : question!,
      };
      return [id, { ...value, ...on, version }];
    }),
  );
}
