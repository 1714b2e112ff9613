/**
 * A WebAssembly module with its bytes grouped by what they mean, and put in order again. Opcodes, variables, offsets and
 * constants compress a seventh better apart than mixed. No byte changes, only its place. What a byte means follows from
 * those before it, so that the same walk groups a module and restores it.
 */

const FRAME = 0;
const HEAD = 1;
const OPCODE = 2;
const BRANCH = 3;
const CALL = 4;
const VARIABLE = 5;
const OFFSET = 6;
const CONSTANT = 7;
const LONG = 8;
const GROUPS = 9;

/** Bytes of the number before a group that says how long it is. */
const PREFIX = 4;

/** The groups of a module one after the other, each behind its length. */
export function group(module: Uint8Array): Uint8Array {
  const groups: number[][] = Array.from({ length: GROUPS }, () => []);
  let at = 0;
  walk(module.length, (group) => {
    const byte = module[at++] ?? 0;
    groups[group]?.push(byte);
    return byte;
  });
  const grouped = new Uint8Array(module.length + PREFIX * GROUPS);
  const view = new DataView(grouped.buffer);
  at = 0;
  for (const bytes of groups) {
    view.setUint32(at, bytes.length);
    grouped.set(bytes, at + PREFIX);
    at += PREFIX + bytes.length;
  }
  return grouped;
}

/** The module that `group` was given. */
export function restore(grouped: Uint8Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(grouped.buffer, grouped.byteOffset);
  const module = new Uint8Array(grouped.length - PREFIX * GROUPS);
  const places = new Uint32Array(GROUPS);
  for (let group = 0, at = 0; group < GROUPS; group++) {
    places[group] = at + PREFIX;
    at += PREFIX + view.getUint32(at);
  }
  let at = 0;
  walk(module.length, (group) => {
    const place = places[group] ?? 0;
    places[group] = place + 1;
    return (module[at++] = grouped[place] ?? 0);
  });
  return module;
}

/** Goes through the bytes of a module, `take` giving the next one of a group. */
function walk(length: number, take: (group: number) => number): void {
  let at = 0;

  function byte(group: number): number {
    at++;
    return take(group);
  }

  function bytes(group: number, count: number): void {
    while (count-- > 0) byte(group);
  }

  /** LEB128; of longer ones than 32 bits nobody asks the value. */
  function number(group: number): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const next = byte(group);
      value |= (next & 127) << shift;
      if (next < 128) return value >>> 0;
    }
  }

  function numbers(group: number, count: number): void {
    while (count-- > 0) number(group);
  }

  function instruction(): void {
    const code = byte(OPCODE);
    if (code >= 0x28 && code <= 0x3e) {
      // Loads and stores: alignment and offset.
      number(OPCODE);
      number(OFFSET);
    } else if (code >= 0x20 && code <= 0x24) number(VARIABLE);
    else if (code === 0x41) number(CONSTANT);
    else if (code === 0x42) number(LONG);
    else if (code === 0x43) bytes(LONG, 4);
    else if (code === 0x44) bytes(LONG, 8);
    else if (code >= 0x02 && code <= 0x04) number(OPCODE);
    else if (code === 0x0c || code === 0x0d) number(BRANCH);
    else if (code === 0x0e) numbers(BRANCH, number(BRANCH) + 1);
    else if (code === 0x10) number(CALL);
    else if (code === 0x11) numbers(CALL, 2);
    else if (code === 0x3f || code === 0x40) byte(OPCODE);
    else if (code === 0xfc) {
      // Copying memory names two memories, filling it one.
      const kind = number(OPCODE);
      if (kind === 10 || kind === 11) bytes(OPCODE, 12 - kind);
    }
  }

  bytes(FRAME, 8);
  while (at < length) {
    const section = byte(FRAME);
    const size = number(FRAME);
    if (section !== 10) {
      bytes(FRAME, size);
      continue;
    }
    for (let functions = number(FRAME); functions > 0; functions--) {
      const size = number(HEAD);
      const end = at + size;
      for (let runs = number(HEAD); runs > 0; runs--) numbers(HEAD, 2);
      while (at < end) instruction();
    }
  }
}
