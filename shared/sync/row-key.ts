/** A row's columns by name, as JSON has them. */
export type Values = Readonly<Record<string, unknown>>;

/** The key as lines carry it: a JSON array as PostgreSQL writes one, with a space behind each comma. */
export function formatRowKey(values: readonly unknown[]): string {
  return `[${values.map((each) => JSON.stringify(each)).join(', ')}]`;
}

/** The key's values; null for a text that is no such key. */
export function parseRowKey(text: string): readonly unknown[] | null {
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) && formatRowKey(values) === text ? values : null;
  } catch {
    return null;
  }
}

/** What tells one row of all tables from another. */
export function rowId(entity: string, rowKey: string): string {
  return `${entity} ${rowKey}`;
}

/** True where both say the same in JSON; the order of an object's names is none. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [fields, others] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  if (fields.size !== others.size) return false;
  return [...fields].every(
    ([name, value]) => others.has(name) && sameJson(value, others.get(name)),
  );
}
