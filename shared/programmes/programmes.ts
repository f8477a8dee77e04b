import type { Programme } from "../programme.ts";
import { programme2007to2011 } from "./programme-2007-2011.ts";
import { programme2012to2015 } from "./programme-2012-2015.ts";
import { programme2016to2019 } from "./programme-2016-2019.ts";
import { programme2020to2022 } from "./programme-2020-2022.ts";

/** Every programme, oldest first. A new one is a file here and a line in this list. */
export const programmes: readonly Programme[] = [
  programme2007to2011,
  programme2012to2015,
  programme2016to2019,
  programme2020to2022,
];
