import type { Books, Presence } from './books.ts';
import type { Found } from './found.ts';

export type Problem = {
  /** `lost`: acknowledged and not there; `half`: part of one transaction; `returned`: removed and there again. */
  readonly kind: 'lost' | 'half' | 'returned' | 'unknown';
  readonly what: string;
};

/** Where a database is not what its ledger says it must be. */
export function compare(books: Books, found: Found): readonly Problem[] {
  return [
    ...compareOrders(books, found),
    ...compareVersions(books, found),
    ...compareImports(books, found),
    ...comparePresence('index', books.indexes, new Set(found.indexes.map(({ name }) => name))),
    ...found.indexes
      .filter(({ isValid }) => !isValid)
      .map(({ name }): Problem => ({ kind: 'half', what: `index ${name} is not valid` })),
    ...compareMigrations(books, found),
  ];
}

function comparePresence(
  noun: string,
  expected: ReadonlyMap<string, Presence>,
  there: ReadonlySet<string>,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [name, presence] of expected) {
    if (presence === 'present' && !there.has(name))
      problems.push({ kind: 'lost', what: `${noun} ${name}` });
    if (presence === 'absent' && there.has(name))
      problems.push({ kind: 'returned', what: `${noun} ${name}` });
  }
  for (const name of there)
    if (!expected.has(name)) problems.push({ kind: 'unknown', what: `${noun} ${name}` });
  return problems;
}

function presences<T extends { readonly presence: Presence }>(
  entries: ReadonlyMap<string, T>,
): ReadonlyMap<string, Presence> {
  return new Map([...entries].map(([name, { presence }]) => [name, presence]));
}

function half(what: string, is: object, mustBe: object): Problem {
  return { kind: 'half', what: `${what} is ${JSON.stringify(is)}, not ${JSON.stringify(mustBe)}` };
}

function compareOrders({ orders }: Books, found: Found): readonly Problem[] {
  const there = new Set(found.orders.map(({ id }) => id));
  const halves = found.orders.flatMap(({ id, ...is }) => {
    const of = orders.get(id)?.of;
    const mustBe = of && { lines: of.lines, records: of.lines, units: of.units };
    const isWhole =
      !mustBe ||
      (is.lines === mustBe.lines && is.records === mustBe.records && is.units === mustBe.units);
    return isWhole ? [] : [half(`order ${id}`, is, mustBe)];
  });
  return [...comparePresence('order', presences(orders), there), ...halves];
}

function compareVersions({ versions }: Books, found: Found): readonly Problem[] {
  const orders = new Set(found.orders.map(({ id }) => id));
  const there = new Map(found.versions.map(({ recordId, version }) => [recordId, version]));
  const problems = found.versions
    .filter(({ version, kept }) => kept !== version - 1)
    .map(({ recordId, version, kept }) => half(`record ${recordId}`, { kept }, { version }));
  for (const [recordId, { orderId, least, most }] of versions) {
    // A record goes with its order, whose own presence is compared elsewhere.
    if (!orders.has(orderId)) continue;
    const version = there.get(recordId) ?? 1;
    const what = `version ${least} to ${most} of record ${recordId}: it is at ${version}`;
    if (version < least) problems.push({ kind: 'lost', what });
    if (version > most) problems.push({ kind: 'unknown', what });
  }
  return problems;
}

function compareImports({ imports }: Books, found: Found): readonly Problem[] {
  const there = new Set(found.imports.map(({ batch }) => batch));
  const halves = found.imports.flatMap(({ batch, rows, units }) => {
    const of = imports.get(batch)?.of;
    return !of || (of.rows === rows && of.units === units)
      ? []
      : [half(`import ${batch}`, { rows, units }, { rows: of.rows, units: of.units })];
  });
  return [...comparePresence('import', presences(imports), there), ...halves];
}

function compareMigrations({ migrations }: Books, found: Found): readonly Problem[] {
  const there = new Set(found.migrations.map(({ name }) => name));
  const halves = found.migrations.flatMap(({ name, rows }) => {
    const of = migrations.get(name)?.of;
    return !of || of.rows === rows ? [] : [half(`migration ${name}`, { rows }, { rows: of.rows })];
  });
  return [...comparePresence('migration', presences(migrations), there), ...halves];
}
