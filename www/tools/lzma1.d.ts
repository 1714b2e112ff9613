/** Compresses as the strongest of nine modes does; the bytes are signed. */
export function compress(bytes: Uint8Array, mode: 9): Int8Array;
