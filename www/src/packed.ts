/** Unpacks what the script carries, by a small module that stands in it as it is (`www/unpacker`). */
import { unpackerBytes } from "budget-wasm:unpacker";
import { BudgetError } from "./errors.js";
import type { Unpacker } from "./types/unpacker.js";

let compiled: Promise<WebAssembly.Module> | undefined;

/** The bytes that `www/tools/packed.mjs` packed as `text`. */
export async function unpack(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const [unpacker, length] = await filled(text);
  return copied(unpacker, unpacker.far(), unpacker.unpack(length));
}

/** The module that was grouped and packed as `text`. */
export async function unpackModule(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const [unpacker, length] = await filled(text);
  return copied(unpacker, unpacker.near(), unpacker.restore(unpacker.unpack(length)));
}

/** An unpacker, whose memory goes with it, and the length of the text that it was given. */
async function filled(text: string): Promise<[Unpacker, number]> {
  // Switched off altogether, as in the lockdown modes of some systems.
  if (typeof WebAssembly !== "object") throw new BudgetError("unsupported", "WebAssembly");
  compiled ??= WebAssembly.compile(unpackerBytes()).catch((error: unknown) => {
    compiled = undefined;
    throw error;
  });
  const instance = await WebAssembly.instantiate(await compiled);
  const unpacker = instance.exports as unknown as Unpacker;
  new TextEncoder().encodeInto(text, new Uint8Array(unpacker.memory.buffer, unpacker.near()));
  return [unpacker, text.length];
}

const copied = ({ memory }: Unpacker, at: number, length: number) =>
  new Uint8Array(memory.buffer, at, length).slice() as Uint8Array<ArrayBuffer>;
