import { readWorkbook } from "../../../shared/files/read-xlsx.ts";
import { buildNameIndex } from "../../../shared/names.ts";
import { roundsOf } from "../../../shared/programmes/index.ts";
import { ceasedEntries } from "../../../shared/register/ceased.ts";
import { swedishRegister } from "../../../shared/register/swedish-register.ts";
import type { RequisitionContext } from "../../../shared/requisition/context.ts";
import type { RequisitionTable } from "../../../shared/requisition/validate.ts";
import type { SampleFile } from "../../../preview/sample/sample-file.ts";
import { amountByKey } from "./allotted.ts";

const register = swedishRegister();

/** What is known when the year's requisitions are checked: the fixed key and the day after the last window. */
export const requisitionContext: RequisitionContext = {
  rounds: roundsOf(2022),
  register,
  nameIndex: buildNameIndex([...register.list("municipality"), ...register.list("region"), ...ceasedEntries]),
  allotted: (round, code) => amountByKey(round, code) ?? null,
  today: "2022-11-16",
};

/** The cells of a sample file as a reader finds them in its bytes. */
export async function readBack({ bytes }: Pick<SampleFile, "bytes">): Promise<RequisitionTable> {
  const read = await readWorkbook(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const [sheet] = read.value;
  return { sheet: sheet!.name, rows: sheet!.rows };
}
