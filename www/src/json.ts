/** Whether bytes begin as a JSON object does, as those of a package; rich text begins with a brace too. */
export function isJson(bytes: Uint8Array): boolean {
  return /^\s*\{\s*["}]/.test(new TextDecoder().decode(bytes.subarray(0, 99)));
}
