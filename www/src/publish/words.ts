/** The words of the page, carried by its script: the viewer has none of them. */
import en from "../../../src/i18n/en.publish.txt";
import zh from "../../../src/i18n/zh-CN.publish.txt";
import { say, wordsOf, type Words } from "../i18n.js";

/** A language of the page. */
export type Language = "zh-CN" | "en";

const LOCALES: Record<Language, Words> = { "zh-CN": wordsOf(zh), en: wordsOf(en) };

/** The language of a tag: English where it says so, else Chinese. */
export const languageOf = (tag: string): Language => (/^en\b/i.test(tag) ? "en" : "zh-CN");

/** The words for `key` in a language, every `{parameter}` replaced. */
export const words = (
  language: Language,
  key: string,
  parameters?: Readonly<Record<string, string | number>>,
): string => say(LOCALES[language], key, parameters);

/** The ids that have words below a prefix, in the order in which the page offers them. */
export const idsOf = (prefix: "form" | "holds"): readonly string[] =>
  Object.keys(LOCALES["zh-CN"])
    .filter((key) => key.startsWith(`${prefix}.`))
    .map((key) => key.slice(prefix.length + 1));

export const FORMS = idsOf("form");
export const HOLDS = idsOf("holds");
