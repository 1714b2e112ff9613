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

/** The value that `toColumns` was given. */
export function fromColumns(columns: Columns): unknown {
  const last: Record<string, number> = {};
  // From the end, where a list gives up its items without moving the others.
  for (const column of Object.values(columns)) column.reverse();
  function take(path: string): unknown {
    const entry = columns[path]?.pop();
    if (typeof entry === "number") return (last[path] = (last[path] ?? 0) + entry);
    if (!Array.isArray(entry)) return entry;
    const [first] = entry;
    if (typeof first === "number") return Array.from({ length: first }, () => take(`${path}[]`));
    return Object.fromEntries((entry as string[]).map((key) => [key, take(`${path}.${key}`)]));
  }
  return take("");
}
