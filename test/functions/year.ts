import {
  allottedBy,
  type Call,
  closed,
  codes,
  decided,
  documentNamed,
  fixedKey,
  granted,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitioned,
  requisitionRow,
} from "./office.ts";

/** A region's year in a few acts: key, three requisitions, decision, payment, closing, one report-back. */
export async function smallYear(call: Call): Promise<void> {
  const round = "2022-region";
  await fixedKey(call, round);
  const allotted = await allottedBy(call, round);
  const rows = codes.region
    .slice(0, 3)
    .map((code, i) => requisitionRow(round, code, allotted.get(code)! - i * 1000));
  await requisitioned(call, [...rows], "tre");
  await paidOut(call, round, await decided(call, round));
  await closed(call, round);
  const { missing } = await call("hanna", "missingReportBacks", { year: 2022 });
  await call("hanna", "registerReportBacks", {
    ...reportBackSheet(reportBackRow("region", "01", missing[0]!.paid - 500, 500)),
    document: documentNamed("rapport", "2023-03-20"),
  });
}

/** All of 2022: five rounds, 290 municipalities, 21 regions and 100 organisations, paid and reported. */
export async function wholeYear(call: Call): Promise<void> {
  const rounds = ["2022-kommun-1", "2022-kommun-2", "2022-kommun-3", "2022-region"];
  for (const round of rounds) await fixedKey(call, round);
  for (const [round, kind] of [
    ["2022-kommun-1", "municipality"],
    ["2022-region", "region"],
  ] as const) {
    const allotted = await allottedBy(call, round);
    const rows = codes[kind].map((code, i) =>
      requisitionRow(round, code, allotted.get(code)! - (i % 4) * 1000, { wantsMore: i % 3 ? "nej" : "ja" }),
    );
    await requisitioned(call, [...rows], round);
  }
  for (const round of rounds) {
    await closed(call, round);
    await paidOut(call, round, await decided(call, round, "2022-10-20"), "2022-11-15");
  }
  const amounts = Array.from({ length: 100 }, (_, i) => 100_000 + i * 100);
  const grants = await granted(call, amounts, 1, null);
  await paidOut(call, "2022-ideell", grants, "2022-09-20", "Kontona finns i ekonomisystemet (exempeldata)");
  const { missing } = await call("hanna", "missingReportBacks", { year: 2022 });
  const rows = missing.map(({ kind, code, paid }, i) =>
    reportBackRow(kind, code, paid - (i % 5) * 1000, (i % 5) * 1000),
  );
  await call("hanna", "registerReportBacks", {
    ...reportBackSheet(...rows),
    document: documentNamed("alla rapporter", "2023-03-31"),
  });
}
