/** Words of the page in the reader's language. */

export type Words = Readonly<Record<string, string>>;

/** The words of a locale's file, as the core hands it over: `key = words`, one a line. */
export function wordsOf(text: string): Words {
  const words: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const at = line.indexOf(" = ");
    if (at > 0 && line[0] !== "#") words[line.slice(0, at)] = line.slice(at + 3);
  }
  return words;
}

/**
 * The words for `key` with every `{parameter}` replaced, units by their names; the key where there are none, so that the gap
 * is seen.
 */
export function say(
  words: Words,
  key: string,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = String(parameters[name] ?? gap);
    return name === "unit" ? (words[`unit.${value}`] ?? value) : value;
  });
}
