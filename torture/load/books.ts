import { uuidOf } from '../random.ts';
import type { Act, ActOf, LedgerLine } from './ledger.ts';

/** Whether a thing must be in the database; `either` while what would decide it was begun only. */
export type Presence = 'present' | 'absent' | 'either';

type Entry<T> = { readonly of: T; readonly presence: Presence };

type VersionRange = { readonly orderId: string; readonly least: number; readonly most: number };

/** What the database must hold, as its ledger tells. */
export type Books = {
  readonly note: (line: LedgerLine) => void;
  readonly orders: ReadonlyMap<string, Entry<ActOf<'order'>>>;
  /** By record: from the last version acknowledged to the last begun. */
  readonly versions: ReadonlyMap<string, VersionRange>;
  readonly imports: ReadonlyMap<string, Entry<ActOf<'import'>>>;
  readonly indexes: ReadonlyMap<string, Presence>;
  readonly migrations: ReadonlyMap<string, Entry<ActOf<'migrate'>>>;
  /** Keys of these generations are needed: from the last that everything is sealed under to the last begun. */
  readonly generations: { readonly least: number; readonly most: number };
  readonly acknowledged: number;
};

/** The id of an order's nth record. */
export function recordIdOf(orderId: string, at: number): string {
  return uuidOf('record', orderId, at);
}

function made(at: LedgerLine['at']): Presence {
  return at === 'done' ? 'present' : 'either';
}

export function createBooks(lines: readonly LedgerLine[] = []): Books {
  const orders = new Map<string, Entry<ActOf<'order'>>>();
  const versions = new Map<string, VersionRange>();
  const imports = new Map<string, Entry<ActOf<'import'>>>();
  const indexes = new Map<string, Presence>();
  const migrations = new Map<string, Entry<ActOf<'migrate'>>>();
  const generations = { least: 1, most: 1 };
  let acknowledged = 0;

  const enter: { readonly [K in Act['kind']]: (of: ActOf<K>, at: LedgerLine['at']) => void } = {
    order: (of, at) => void orders.set(of.orderId, { of, presence: made(at) }),
    correct({ orderId, recordId, version }, at) {
      const least = at === 'done' ? version : (versions.get(recordId)?.least ?? 1);
      versions.set(recordId, { orderId, least, most: version });
    },
    remove({ orderId }, at) {
      const known = orders.get(orderId);
      if (known) orders.set(orderId, { ...known, presence: at === 'done' ? 'absent' : 'either' });
    },
    import: (of, at) => void imports.set(of.batch, { of, presence: made(at) }),
    index({ name, isThere }, at) {
      indexes.set(name, at === 'begun' ? 'either' : isThere ? 'present' : 'absent');
    },
    migrate: (of, at) => void migrations.set(of.name, { of, presence: made(at) }),
    reseal({ generation }, at) {
      generations.most = generation;
      if (at === 'done') generations.least = generation;
    },
    maintain: () => undefined,
    backup: () => undefined,
  };
  const note = ({ at, act }: LedgerLine): void => {
    if (at === 'done') acknowledged += 1;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each enters its own kind
    (enter[act.kind] as (of: Act, at: LedgerLine['at']) => void)(act, at);
  };
  for (const line of lines) note(line);
  return {
    note,
    orders,
    versions,
    imports,
    indexes,
    migrations,
    generations,
    get acknowledged() {
      return acknowledged;
    },
  };
}
