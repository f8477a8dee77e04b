import { letterRoutes } from "../shared/api/letters.ts";
import { letterHandlers } from "./handlers/letters.ts";
import { serve } from "./serve.ts";

/** Letters about decisions as files, and their notice. Apart from the others: it alone carries docx, pdfmake and a font. */
export const handler = serve(letterRoutes, letterHandlers);
