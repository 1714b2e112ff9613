/** Words of the page in the reader's language. */

export type Words = Readonly<Record<string, string>>;

/** The words for `key` with every `{parameter}` replaced; the key where there are none, so that the gap is seen. */
export function say(
  words: Words,
  key: string,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(parameters[name] ?? gap));
}
