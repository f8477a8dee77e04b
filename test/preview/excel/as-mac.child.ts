// Runs one thing as on a Mac, on whatever computer this is: `tsx as-mac.child.ts certificate | add FILE | remove FILE`.
// HOME and PATH are the caller's own, so that nothing of this computer is touched.
import { certificateFor } from "../../../preview/excel/certificates.ts";
import { addToExcel, removeFromExcel } from "../../../preview/excel/sideload.ts";

Object.defineProperty(process, "platform", { value: "darwin" });
const [what, file = ""] = process.argv.slice(2);
try {
  if (what === "certificate") {
    const { ca, cert } = await certificateFor("darwin", "/nowhere", new Date());
    console.log(`${String(ca)}${String(cert)}`);
  } else if (what === "add") {
    console.log(await addToExcel(file));
  } else {
    console.log(await removeFromExcel(file));
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
