import { answerSentence } from "../report-back/answer-sentences.ts";

/**
 * What is wrong and what the recipient is to do about it, a rule of requisitions, applications and reports each. The
 * words fit all of them where a rule is theirs in common, and quote nothing: a letter goes out of the house.
 */
const asked: Readonly<Record<string, string>> = {
  // Any cell.
  "cell-utan-felvarde": "En uppgift är ett felvärde från en formel i kalkylbladet. Ange själva värdet.",
  "cell-utan-sanningsvarde":
    "SANT eller FALSKT står där något annat efterfrågas. Ange den uppgift som rubriken frågar efter.",
  "text-utan-olasliga-tecken": "En text har tecken som inte går att läsa. Skriv om den.",
  "text-utan-vand-lasriktning": "En text har dolda tecken som vänder läsriktningen. Skriv om den utan dem.",
  "text-utan-dolda-tecken": "En text har dolda tecken, till exempel radbrytningar. Skriv om den utan dem.",
  "text-utan-formel":
    "En text börjar som en formel, med =, +, - eller @. Skriv om den så att den börjar på annat sätt.",
  "text-langd": "En text är längre än vad som får plats. Korta den.",
  // Cells that must be filled in.
  "omgang-angiven": "Det framgår inte vilken omgång det gäller. Ange omgången.",
  "kod-angiven": "Mottagarens kod saknas. Ange den.",
  "mottagare-angiven": "Mottagarens namn saknas. Ange det.",
  "orgnr-angivet": "Organisationsnumret saknas. Ange det.",
  "belopp-angivet": "Det framgår inte vilket belopp ni begär. Ange det i hela kronor.",
  "mer-medel-angivet":
    "Det framgår inte om ni önskar ta del av ej rekvirerade medel. Svara med ja eller nej.",
  "kontakt-angiven": "Kontaktpersonens namn saknas. Ange det.",
  "epost-angiven": "Kontaktpersonens e-postadress saknas. Ange den.",
  "kontotyp-angiven": "Det framgår inte om kontot är bankgiro eller plusgiro. Ange vilket.",
  "konto-angivet": "Kontonumret som medlen ska betalas till saknas. Ange det.",
  "inkom-angivet": "Det framgår inte vilken dag handlingen lämnades. Ange dagen.",
  "undertecknad-angiven":
    "Det framgår inte vem som har undertecknat handlingen. Ange en behörig företrädare.",
  "uppgift-angiven": "Någon uppgift som måste lämnas saknas. Fyll i alla uppgifter som ansökan frågar efter.",
  "krav-besvarat": "Något prestationskrav är inte besvarat. Svara på vart och ett med ja eller nej.",
  "verksamheterna-ryms":
    "Texterna om verksamheterna är för långa. Korta dem till högst 60 000 tecken tillsammans.",
  "uppgift-pa-forsta-raden":
    "En uppgift om hela ansökan står på raden för en verksamhet. Lämna den på ansökans första rad.",
  // Who asks.
  "omgang-finns": "Omgången som ni har angett finns inte. Ange en av årets omgångar.",
  "omgang-tar-rekvisitioner":
    "Omgången som ni har angett tar inte emot rekvisitioner. Ange den omgång som ni rekvirerar medel i.",
  "kod-form": "Koden är fel skriven. Ange den med fyra siffror för en kommun och två för en region.",
  "kod-finns": "Koden finns inte bland dem som kan få medlen. Ange er egen kod.",
  "mottagare-aktiv": "Koden används inte längre. Ange den kod som gäller nu.",
  "mottagare-stammer-med-kod":
    "Namnet och koden gäller olika mottagare. Ange namn och kod för den som ska ha medlen.",
  "en-rekvisition-per-mottagare":
    "Ni har lämnat mer än en rekvisition i omgången. Ange vilken av dem som gäller.",
  "rekvisition-inte-registrerad":
    "Ni har redan lämnat en rekvisition i omgången. Ange om den nya ersätter den tidigare.",
  "lan-kant": "Länet är inget av Sveriges län. Ange länets namn eller bokstav.",
  "lan-for-forbund": "Kommunalförbundets län saknas. Ange det.",
  "lan-stammer": "Sökanden ligger i ett annat län än det som är angett. Rätta länet eller namnet.",
  "sokande-kand": "Sökandens namn är inte känt. Ange det fullständiga namnet på den som söker.",
  "sokande-finns-kvar": "Kommunen som söker har upphört. Ange den kommun som har följt på den.",
  "en-ansokan-per-sokande": "Ni har lämnat mer än en ansökan i omgången. Ange vilken av dem som gäller.",
  "ansokan-inte-registrerad":
    "Ni har redan lämnat en ansökan i omgången. Ange om den nya ersätter den tidigare.",
  "medsokande-kand":
    "En medsökandes namn är inte känt. Ange fullständigt namn på varje kommun, del av en kommun eller kommunalförbund.",
  "medsokande-en-gang":
    "En medsökande står två gånger, eller är själv huvudansvarig. Ange varje medsökande en gång.",
  "medsokande-i-en-ansokan":
    "En medsökande ingår också i en annan gemensam ansökan. Ange vilken av ansökningarna som gäller.",
  "medsokande-soker-inte-sjalv":
    "En medsökande är huvudansvarig för en annan ansökan. Ange vilken av ansökningarna som gäller.",
  "sokande-inte-medsokande":
    "Ni är medsökande i en ansökan som redan har kommit in. Ange vilken av ansökningarna som gäller.",
  "mottagartyp-angiven": "Det framgår inte vilken sorts mottagare ni är. Ange det.",
  "mottagartyp-kand": "Mottagartypen är inte känd. Ange kommun, region, ideell organisation eller myndighet.",
  "mottagare-fick-medel":
    "Koden gäller ingen som har fått medel utbetalda under året. Ange koden för den som fick dem.",
  "en-aterrapport-per-mottagare": "Ni har lämnat mer än en återrapport. Ange vilken av dem som gäller.",
  // The organisation number.
  "orgnr-form":
    "Organisationsnumret är fel skrivet. Ange det med tio siffror och bindestreck, till exempel 212000-0142.",
  "orgnr-tredje-siffra":
    "Organisationsnumrets tredje siffra är lägre än 2, som i ett personnummer. Ange ett riktigt organisationsnummer.",
  "orgnr-kontrollsiffra":
    "Organisationsnumrets kontrollsiffra stämmer inte. Ange ett riktigt organisationsnummer.",
  "orgnr-prefix":
    "Organisationsnumret börjar inte som det brukar för en sådan mottagare. Bekräfta eller rätta det.",
  "orgnr-en-mottagare":
    "Organisationsnumret har också angetts av en annan mottagare. Bekräfta eller rätta det.",
  "orgnr-myndighet":
    "Organisationsnumret börjar inte som det brukar för en myndighet. Bekräfta eller rätta det.",
  "organisation-eget-namn":
    "En annan sökande har samma namn och ett annat organisationsnummer. Bekräfta eller rätta numret.",
  // Amounts.
  "belopp-tal": "Beloppet går inte att läsa som ett antal kronor. Ange det med siffror.",
  "belopp-utan-decimaler": "Beloppet har decimaler. Ange det i hela kronor.",
  "belopp-entydigt": "Beloppet kan läsas på mer än ett sätt. Ange det utan punkt.",
  "belopp-rimligt": "Beloppet är orimligt stort. Ange rätt belopp.",
  "belopp-positivt": "Beloppet är inte större än noll. Ange ett belopp som är större än 0 kronor.",
  "belopp-grupper": "Beloppets siffror är inte grupperade tre och tre. Bekräfta att inget saknas.",
  "belopp-skrivsatt": "Beloppet är inte skrivet som ett tal. Ange det med siffror, utan kr.",
  "belopp-hogst-tilldelat":
    "Beloppet är högre än det som ni har tilldelats. Ange högst det tilldelade beloppet.",
  "budget-ar-sokt-belopp":
    "Verksamheternas budgetar är tillsammans inte det sökta beloppet. Rätta budgetarna eller beloppet.",
  "mottaget-belopp-stammer":
    "Det mottagna beloppet är inte det som har betalats ut till er. Ange det utbetalda beloppet.",
  "mer-medel-ja-nej":
    "Svaret på om ni önskar ta del av ej rekvirerade medel går inte att läsa. Svara med ja eller nej.",
  "mer-medel-kraver-full-rekvisition":
    "Ni önskar mer medel men rekvirerar mindre än ni har tilldelats. Ange vilket som gäller.",
  // People, account and days.
  "epost-form": "E-postadressen är inte en enda riktig adress. Ange en, till exempel namn@kommun.se.",
  "ombud-angivet": "Ombudets namn saknas, fast en dag för godkännande är angiven. Ange ombudets namn.",
  "ombud-datum-angivet": "Dagen då ombudet godkändes saknas. Ange den.",
  "ombud-datum-form":
    "Dagen då ombudet godkändes går inte att läsa som ett datum. Ange den som år-månad-dag.",
  "ombud-godkant-fore-inkommen":
    "Ombudet var inte godkänt när handlingen kom in. Låt en behörig företrädare underteckna, eller ange rätt dag.",
  "kontotyp-kand": "Kontotypen är varken bankgiro eller plusgiro. Ange vilket kontot är.",
  "konto-form":
    "Kontonumret är fel skrivet eller har inte så många siffror som kontotypen kräver. Ange ett riktigt kontonummer.",
  "konto-kontrollsiffra": "Kontonumrets kontrollsiffra stämmer inte. Ange ett riktigt kontonummer.",
  "konto-en-mottagare": "Kontot har också angetts av en annan mottagare. Bekräfta eller rätta det.",
  "inkom-datum": "Dagen då handlingen lämnades går inte att läsa som ett datum. Ange den som år-månad-dag.",
  "inkom-inte-efter-idag": "Dagen då handlingen lämnades ligger i framtiden. Ange rätt dag.",
  // The headings of a sheet.
  "rubrikrad-finns": "Bladet saknar en rad med rubriker. Lämna uppgifterna under formulärets rubriker.",
  "rubrik-finns": "En kolumn som måste fyllas i saknas. Lämna uppgifterna under formulärets alla rubriker.",
  "rubrik-en-gang": "En rubrik står i mer än en kolumn. Ange uppgiften i en av dem.",
};

/** What the recipient is asked for where this rule is broken; null when it is no rule that there are words for. */
export function askedOfRecipient(rule: string): string | null {
  return asked[rule] ?? answerSentence(rule);
}
