/** Why a file cannot be read and what helps, for whoever has the file that it was made from; why a correction does not fit. */
import type { PackageCorrection } from "../types.js";
import { isBudgetError } from "./scripts.js";
import { words, type Language } from "./words.js";

/** What helps with files of other programs, by the ends of their names. */
const HELP = [
  [/\.(doc|dot|wps|wpt|rtf)$/i, "word"],
  [/\.(et|ett)$/i, "sheet"],
  [/\.(png|jpe?g|gif|bmp|tiff?|webp|heic)$/i, "picture"],
  [/\.(ofd|ceb)$/i, "pdf"],
] as const;

const KNOWN = /\.(pdf|docx|xlsx|xls|ods|zip)$/i;

export function reasonOf(name: string, thrown: unknown, lang: Language): string {
  const message = messageOf(thrown);
  const helped = (said: string, help: string) =>
    words(lang, "failure.help", { said, help: words(lang, `failure.${help}`) });
  const help = HELP.find(([end]) => end.test(name))?.[1];
  if (help) return helped(message, help);
  if (!isBudgetError(thrown)) return message;
  const kind = KNOWN.exec(name)?.[1]?.toUpperCase();
  // A byte that no text has: the content is none of what the name says.
  if (kind && thrown.at?.offset !== undefined) return helped(words(lang, "failure.not", { kind }), "again");
  if (kind === "PDF" && thrown.code === "unsupported") return helped(message, "scan");
  return message;
}

/** The message without the name of the file, which stands beside it on the page. */
function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const file = isBudgetError(thrown) ? thrown.at?.file : undefined;
  return file === undefined ? message : message.slice(file.length).replace(/^[:：]\s*/, "");
}

/** Where the core found what does not fit: the correction, and the entry about a column. */
const PLACE = /\$\.corrections\[(\d+)\](?:\.columns\[(\d+)\])?/;

/** What of `corrections` does not fit the tables, in the words of the page; nothing when they are not to blame. */
export function misfitOf(
  thrown: unknown,
  corrections: readonly PackageCorrection[],
  lang: Language,
): string | undefined {
  const place = isBudgetError(thrown) ? PLACE.exec(thrown.message) : undefined;
  const correction = place && corrections[Number(place[1])];
  if (!correction) return undefined;
  const { table, columns = [] } = correction;
  const told = columns[Number(place[2])];
  if (!told) return words(lang, "misfit.table", { table });
  const before = columns.filter(({ column, holds }) => holds === told.holds && column < told.column);
  const other = before.sort((a, b) => b.column - a.column)[0];
  if (!other) return words(lang, "misfit.column", { table, column: told.column });
  // What was said last is named first: it is what is put back.
  const pair = [told, other].sort((a, b) => columns.indexOf(b) - columns.indexOf(a));
  const [column, same] = pair.map(({ column }) => column) as [number, number];
  return words(lang, "misfit.alike", { table, column, same, holds: words(lang, `holds.${told.holds}`) });
}
