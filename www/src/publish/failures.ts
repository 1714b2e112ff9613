/** Why a file cannot be read and what helps, for whoever has the file that it was made from. */
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
  const message = thrown instanceof Error ? thrown.message : String(thrown);
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
