import { countyReport } from "../report-form/county-report.ts";
import type { ReportForm } from "../report-form/form.ts";
import { forms2013 } from "../report-form/forms-2013.ts";
import { forms2020 } from "../report-form/forms-2020.ts";

/** The forms that are known. A rule `reportForm` names one by its id, which is for ever. */
export const reportForms: readonly ReportForm[] = [...forms2013, ...forms2020, countyReport];
