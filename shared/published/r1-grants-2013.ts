import { sources } from "./sources.ts";

/** One municipal grant of 2013. A district (stadsdelsförvaltning or other administration) is kept apart from its city. */
export interface MunicipalGrant {
  /** Place in the list, from 1. */
  readonly number: number;
  readonly countyLetter: string;
  /** As written in the report. */
  readonly name: string;
  readonly type: "municipality" | "district" | "federation";
  /** Kronor. */
  readonly amount: number;
  /** The report has lost the first digit of the amount; see `r1Grants2013.note`. */
  readonly assumed: boolean;
}

/** The 106 grants to municipalities, city districts and local federations in 2013: 53 687 000 kr. */
export const r1Grants2013: {
  readonly source: string;
  readonly note: string;
  readonly rows: readonly MunicipalGrant[];
} = {
  source: `${sources.R1}, bilaga 2`,
  note: "Antagande: tre belopp har förlorat sin första siffra i källan och är tillsammans 4 000 000 kr; Göteborgs stadsledningskontor antas ha 2 000 000, Jönköping och Hässleholm 1 000 000 var. De två andra placeringarna av tvåan är lika möjliga.",
  rows: lines(`
AB;Botkyrka kommun;municipality;500000
AB;Danderyds kommun;municipality;330000
AB;Haninge kommun;municipality;1300000
AB;Huddinge kommun;municipality;450000
AB;Järfälla kommun;municipality;300000
AB;Nacka kommun;municipality;700000
AB;Solna stad;municipality;400000
AB;Stockholms stad, Socialförvaltningen;district;1500000
AB;Stockholms stad, SDF Bromma;district;900000
AB;Stockholms stad, SDF Enskede-Årsta-Vantör;district;2400000
AB;Stockholms stad, SDF Farsta;district;450000
AB;Stockholms stad, SDF Hägersten-Liljeholmen;district;250000
AB;Stockholms stad, SDF Norrmalm;district;500000
AB;Stockholms stad, SDF Rinkeby-Kista;district;1000000
AB;Stockholms stad, SDF Skärholmen;district;500000
AB;Stockholms stad, SDF Spånga-Tensta;district;900000
AB;Stockholms stad, SDF Södermalm;district;1000000
AB;Sundbybergs stad;municipality;500000
AB;Tyresö kommun;municipality;250000
AB;Upplands Väsby kommun;municipality;500000
C;Uppsala kommun;municipality;1000000
C;Östhammars kommun;municipality;650000
D;Gnesta kommun;municipality;350000
D;Nyköpings kommun;municipality;350000
D;Vingåkers kommun;municipality;300000
E;Kinda kommun;municipality;200000
E;Linköpings kommun;municipality;500000
E;Mjölby kommun;municipality;150000
E;Motala kommun;municipality;350000
E;Åtvidabergs kommun;municipality;100000
F;Jönköpings kommun;municipality;1000000;assumed
F;Nässjö kommun;municipality;300000
F;Sävsjö kommun;municipality;300000
G;Växjö kommun;municipality;500000
H;Kalmar kommun;municipality;200000
H;Vimmerby kommun;municipality;100000
I;Region Gotland;municipality;550000
K;Ronneby kommun;municipality;450000
M;Bjuvs kommun;municipality;400000
M;Eslövs kommun;municipality;290000
M;Hässleholms kommun;municipality;1000000;assumed
M;Hörby kommun;municipality;200000
M;Kristianstads kommun;municipality;700000
M;Kävlinge kommun;municipality;250000
M;Lunds kommun;municipality;700000
M;Malmö stad;municipality;2700000
M;Malmö stad, SDF Centrum;district;230000
M;Svalövs kommun;municipality;450000
M;Trelleborgs kommun;municipality;250000
M;Ängelholms kommun;municipality;220000
M;Örkelljunga kommun;municipality;300000
N;Falkenbergs kommun;municipality;100000
N;Hylte kommun;municipality;250000
N;Kungsbacka kommun;municipality;350000
N;Laholms kommun;municipality;100000
O;Alingsås kommun;municipality;250000
O;Borås stad;municipality;500000
O;Göteborgs stad, Stadsledningskontoret;district;2000000;assumed
O;Göteborgs stad, Social resursförvaltning;district;750000
O;Göteborgs stad, SDF Angered;district;750000
O;Göteborgs stad, SDF Askim Frölunda Högsbo;district;400000
O;Göteborgs stad, SDF Lundby;district;170000
O;Göteborgs stad, SDF Västra Hisingen;district;500000
O;Göteborgs stad, SDF Östra Göteborg;district;500000
O;Härryda kommun;municipality;400000
O;Kungälvs kommun;municipality;500000
O;Lerums kommun;municipality;345000
O;Mölndals stad;municipality;600000
O;Orust kommun;municipality;700000
O;Sjuhärads Kommunalförbund;federation;600000
O;Skövde kommun;municipality;480000
O;Svenljunga kommun;municipality;350000
O;Tjörns kommun;municipality;300000
O;Trollhättans stad;municipality;600000
O;Uddevalla kommun;municipality;370000
O;Vårgårda kommun;municipality;142000
S;Karlstads kommun;municipality;700000
S;Kristinehamns kommun;municipality;500000
S;Munkfors kommun;municipality;200000
T;Örebro kommun;municipality;700000
U;Arboga kommun;municipality;325000
U;Fagersta kommun;municipality;500000
U;Hallstahammars kommun;municipality;370000
W;Borlänge kommun;municipality;350000
W;Falu kommun;municipality;500000
W;Rättviks kommun;municipality;267000
W;Säters kommun;municipality;216000
X;Gävle kommun;municipality;400000
X;Hudiksvalls kommun;municipality;300000
X;Ljusdals kommun;municipality;300000
X;Nordanstigs kommun;municipality;230000
X;Sandvikens kommun;municipality;250000
X;Söderhamns kommun;municipality;249000
Y;Härnösands kommun;municipality;400000
Y;Kramfors kommun;municipality;290000
Y;Sollefteå kommun;municipality;215000
Y;Timrå kommun;municipality;198000
Z;Östersunds kommun;municipality;320000
AC;Norsjö kommun;municipality;500000
AC;Skellefteå kommun;municipality;500000
AC;Umeå kommun;municipality;800000
BD;Arvidsjaurs kommun;municipality;400000
BD;Gällivare kommun;municipality;1000000
BD;Luleå kommun;municipality;500000
BD;Piteå kommun;municipality;430000
BD;Övertorneå kommun;municipality;100000
`),
};

function lines(text: string): readonly MunicipalGrant[] {
  return text
    .trim()
    .split("\n")
    .map((line, at) => {
      const [countyLetter, name, type, amount, assumed] = line.split(";");
      return {
        number: at + 1,
        countyLetter: countyLetter!,
        name: name!,
        type: type as MunicipalGrant["type"],
        amount: Number(amount),
        assumed: assumed === "assumed",
      };
    });
}
