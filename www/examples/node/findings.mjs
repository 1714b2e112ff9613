// node findings.mjs FILE…: what a person should look at in each disclosure.
import { readFile } from "node:fs/promises";
import { read } from "budget-widget";

for (const path of process.argv.slice(2)) {
  const disclosure = await read(await readFile(path));
  const { checks, findings } = disclosure.report();
  console.log(`${disclosure.title}: ${checks.length} checks, ${findings.length} findings`);
  for (const id of findings) {
    const { severity, message } = checks.find((check) => check.id === id);
    console.log(`  ${severity}: ${message["zh-CN"]}`);
  }
  disclosure.free();
}
