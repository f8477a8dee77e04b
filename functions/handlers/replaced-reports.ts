import { canonical, sha256 } from "../audit.ts";
import type { EarlierReport, KeptFile, ReportAnswersRow } from "../store/kept.ts";
import type { Store } from "../store/model.ts";

/** A replaced report as the file that it is kept in: each says where the one before it is. */
export function replacedFile(report: EarlierReport): KeptFile {
  const bytes = new TextEncoder().encode(canonical(report));
  return { sha256: sha256(bytes), bytes };
}

/** The reports of a recipient that others have replaced, oldest first. */
export async function replacedReports(
  { file }: Pick<Store, "file">,
  { replaced }: Pick<ReportAnswersRow, "replaced">,
): Promise<readonly EarlierReport[]> {
  const found: EarlierReport[] = [];
  for (let sum = replaced; sum !== undefined; sum = found.at(-1)!.replaced) {
    const bytes = await file(sum);
    if (bytes === null) throw new Error(`the replaced report ${sum} is gone`);
    found.push(JSON.parse(new TextDecoder().decode(bytes)) as EarlierReport);
  }
  return found.reverse();
}
