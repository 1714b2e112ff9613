/**
 * A value of JSON with equal things side by side, which compresses a third better: the values at one path, such as those
 * of all `tables[].rows[].line`, stand in one column, whole numbers as differences from the one before.
 */

/** A value that holds no others, the keys of an object, or the length of a list. */
type Entry = string | number | boolean | null | string[] | [number];

/** The columns by their paths. */
export type Columns = Record<string, Entry[]>;

export function toColumns(value: unknown): Columns {
  const columns: Columns = {};
  const last: Record<string, number> = {};
  function put(value: unknown, path: string): void {
    const column = (columns[path] ??= []);
    if (Array.isArray(value)) {
      column.push([value.length]);
      for (const item of value) put(item, `${path}[]`);
    } else if (typeof value === "object" && value !== null) {
      column.push(Object.keys(value));
      for (const [key, item] of Object.entries(value)) put(item, `${path}.${key}`);
    } else if (typeof value === "number") {
      column.push(value - (last[path] ?? 0));
      last[path] = value;
    } else column.push(value as Entry);
  }
  put(value, "");
  return columns;
}

/** A column that is read from its first entry on, with those of what its values hold. */
interface Reader {
  path: string;
  column: Entry[];
  at: number;
  /** The whole number before. */
  last: number;
  items?: Reader;
  fields: Record<string, Reader>;
}

/** The value that `toColumns` was given. */
export function fromColumns(columns: Columns): unknown {
  // A reader knows those below it: paths are put together once, not for every value.
  const readers: Record<string, Reader> = {};
  const reader = (path: string): Reader =>
    (readers[path] ??= { path, column: columns[path] ?? [], at: 0, last: 0, fields: {} });
  function take(from: Reader): unknown {
    const entry = from.column[from.at++];
    if (typeof entry === "number") return (from.last += entry);
    if (!Array.isArray(entry)) return entry;
    const [first] = entry;
    if (typeof first === "number") {
      const items = (from.items ??= reader(`${from.path}[]`));
      const list: unknown[] = [];
      for (let at = 0; at < first; at++) list.push(take(items));
      return list;
    }
    const record: Record<string, unknown> = {};
    for (const key of entry as string[])
      record[key] = take((from.fields[key] ??= reader(`${from.path}.${key}`)));
    return record;
  }
  return take(reader(""));
}
