import type { Dated } from "../programme.ts";
import { byAssumption, bySource, holds, inForce } from "../programmes/dated.ts";
import { correctionActName, type DecidedAct } from "./correction-acts.ts";

/** A ground that the law lists for changing a decision; `id` is kept with decisions and never changed. */
export interface CorrectionGround {
  readonly id: string;
  readonly acts: readonly DecidedAct[];
  /** As it stands in the decision. */
  readonly text: string;
  readonly law: string;
  /** Whether it allows a change to the disadvantage of the recipient. */
  readonly against: boolean;
}

const slips = (law: string): CorrectionGround[] => [
  {
    id: "skrivfel",
    acts: ["rectification"],
    text: "Beslutet innehåller en uppenbar felaktighet till följd av ett skrivfel.",
    law,
    against: true,
  },
  {
    id: "raknefel",
    acts: ["rectification"],
    text: "Beslutet innehåller en uppenbar felaktighet till följd av ett räknefel eller liknande förbiseende.",
    law,
    against: true,
  },
];

const beforeJuly2018: readonly CorrectionGround[] = [
  ...slips("26 § förvaltningslagen (1986:223)"),
  {
    id: "uppenbart-oriktigt",
    acts: ["amendment"],
    text: "Beslutet är uppenbart oriktigt på grund av nya omständigheter eller av någon annan anledning.",
    law: "27 § förvaltningslagen (1986:223)",
    against: false,
  },
  {
    id: "forbehall",
    acts: ["amendment", "revocation"],
    text: "Beslutet innehåller ett förbehåll om att det får återkallas.",
    law: "praxis om återkallelse av gynnande beslut",
    against: true,
  },
  {
    id: "oriktiga-uppgifter",
    acts: ["amendment", "revocation"],
    text: "Beslutet blev felaktigt därför att mottagaren lämnade oriktiga eller vilseledande uppgifter.",
    law: "praxis om återkallelse av gynnande beslut",
    against: true,
  },
];

const fromJuly2018: readonly CorrectionGround[] = [
  ...slips("36 § förvaltningslagen (2017:900)"),
  {
    id: "nya-omstandigheter",
    acts: ["amendment"],
    text: "Beslutet är felaktigt på grund av att det har tillkommit nya omständigheter eller av någon annan anledning.",
    law: "37 § första stycket förvaltningslagen (2017:900)",
    against: false,
  },
  {
    id: "uppenbart-felaktigt",
    acts: ["amendment"],
    text: "Beslutet är uppenbart felaktigt i något väsentligt hänseende och kan ändras snabbt och enkelt utan nackdel för mottagaren.",
    law: "38 § förvaltningslagen (2017:900)",
    against: false,
  },
  {
    id: "forbehall",
    acts: ["amendment", "revocation"],
    text: "Det framgår av beslutet eller de föreskrifter som det har grundats på att beslutet under vissa förutsättningar får återkallas.",
    law: "37 § andra stycket 1 förvaltningslagen (2017:900)",
    against: true,
  },
  {
    id: "sakerhetsskal",
    acts: ["amendment", "revocation"],
    text: "Tvingande säkerhetsskäl kräver att beslutet ändras omgående.",
    law: "37 § andra stycket 2 förvaltningslagen (2017:900)",
    against: true,
  },
  {
    id: "oriktiga-uppgifter",
    acts: ["amendment", "revocation"],
    text: "Felaktigheten beror på att mottagaren har lämnat oriktiga eller vilseledande uppgifter.",
    law: "37 § andra stycket 3 förvaltningslagen (2017:900)",
    against: true,
  },
];

/** The grounds by the day of the correction. */
const grounds: readonly Dated<readonly CorrectionGround[]>[] = [
  holds(
    "2007-01-01",
    "2018-06-30",
    beforeJuly2018,
    byAssumption(
      "Antagande: grunderna för återkallelse av gynnande beslut före 2018-07-01 följde av praxis; myndighetens jurist bekräftar dem.",
    ),
  ),
  holds("2018-07-01", null, fromJuly2018, bySource("36-38 §§ förvaltningslagen (2017:900)")),
];

/** The grounds that a decision may be changed on, on an ISO day. */
export function groundsOn(day: string): readonly CorrectionGround[] {
  return inForce(grounds, day)?.value ?? [];
}

/** One recipient's part of a correction: kronor before and after. */
export interface Changed {
  readonly code: string;
  readonly before: number;
  readonly after: number;
}

/** What is asked for before it is decided: the act, its coded ground, and the new amounts. */
export interface AskedCorrection {
  readonly act: DecidedAct;
  readonly ground: string;
  readonly lines: readonly Changed[];
}

/**
 * What is wrong with a correction on the ISO day, in Swedish; none when it may be made. A favourable decision is
 * lowered or revoked only on a ground that the law lists for it (FL 37 §).
 */
export function correctionFaults({ act, ground, lines }: AskedCorrection, day: string): readonly string[] {
  const listed = groundsOn(day).filter(({ acts }) => acts.includes(act));
  const found = listed.find(({ id }) => id === ground);
  if (found === undefined)
    return [
      `Grunden ”${ground}” gäller inte för ${correctionActName[act]} den ${day}. Välj någon av: ${listed.map(({ id }) => id).join(", ")}.`,
    ];
  const codes = lines.map(({ code }) => code);
  const twice = codes.find((code, at) => codes.indexOf(code) < at);
  return [
    ...(twice === undefined ? [] : [`Mottagare ${twice} står två gånger. Ge varje mottagare en rad.`]),
    ...lines.flatMap((line) => lineFaults(act, found, line)),
  ];
}

function lineFaults(
  act: DecidedAct,
  { against, law }: CorrectionGround,
  { code, before, after }: Changed,
): string[] {
  if (before === after)
    return [`Mottagare ${code} har redan det beloppet. Ta bort raden eller ändra beloppet.`];
  if (after > before)
    return act === "revocation"
      ? [`Återkallelsen höjer beloppet för mottagare ${code}. Sänk det, eller gör en ändring.`]
      : [];
  return against
    ? []
    : [
        `Beloppet för mottagare ${code} sänks, men grunden (${law}) gäller bara ändringar till mottagarens fördel. Välj en grund som tillåter sänkning.`,
      ];
}
