/** Ways out of the page that need no server: a file, the clipboard. */

/** Hands a file to the browser. A link with `download` is no navigation, so that no policy for sources stands in its way. */
export function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // Not at once: the browser takes the file after this task.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Words as the name of a file on any system. */
export const fileSafe = (words: string): string => words.replace(/\s+/g, "").replace(/[\\/:*?"<>|.]+/g, "-");

/** What files of a disclosure are called, without their end. */
export const fileName = ({ title }: { title: string }): string => fileSafe(title || "budget");

/** Whether the clipboard took the text: outside of secure pages there is none, and a policy may refuse it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
