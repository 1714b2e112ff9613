/** What the small module exports: two places of its memory, and work from one to the other. */
export interface Unpacker {
  memory: WebAssembly.Memory;
  near(): number;
  far(): number;
  /** From near to far: the bytes of a text of this length. Like the others it gives the length of what it made. */
  unpack(length: number): number;
  /** From near to far: a module grouped. */
  group(length: number): number;
  /** From far to near: a grouped module put in order. */
  restore(length: number): number;
}
