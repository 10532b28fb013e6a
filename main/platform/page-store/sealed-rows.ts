import type { Statement } from 'better-sqlite3';
import type { Sqlite } from './exclusive-file.ts';
import { beginRowCheck, type RowCheck, type CheckDepth } from './row-check.ts';
import type { RowTable, SealedRowsOptions } from './row-table.ts';
import { createRowDigest, type RowDigest, type RowVersion, xorInto } from './row-digest.ts';
import { type Head, headWriter, readHead } from './rows-head.ts';
import type { Opening, Sealed, Version } from './sealing.ts';

/** What one transaction does to the rows. */
export type RowChanges = {
  readonly put: (table: RowTable, id: number, plain: Uint8Array) => void;
  readonly remove: (table: RowTable, id: number) => void;
  /** Removes ids from `fromId` up to but not including `endId`. */
  readonly removeRange: (table: RowTable, fromId: number, endId: number) => void;
};

/**
 * Tables of sealed rows under one digest. Everything that changes, changes in one SQLite transaction
 * together with the digest and the commit number.
 */
export type SealedRows = {
  /** The content of a row, or null. Throws SealBroken when it is not what was written there. */
  readonly read: (table: RowTable, id: number) => Buffer | null;
  /** All or nothing; throws what SQLite or `beforeCommit` throws. */
  readonly commit: (work: (changes: RowChanges) => void) => void;
  readonly commitNumber: () => number;
  readonly rowCount: () => number;
  readonly beginCheck: (depth: CheckDepth) => RowCheck;
};

type Statements = {
  readonly get: Statement<[number], Sealed>;
  readonly version: Statement<[number], Version>;
  readonly range: Statement<[number, number], Version & { readonly id: number }>;
  readonly put: Statement<[number, number, number, Uint8Array]>;
  readonly remove: Statement<[number]>;
  readonly removeRange: Statement<[number, number]>;
};

function prepare(sqlite: Sqlite, name: string): Statements {
  return {
    get: sqlite.prepare(`SELECT opening, serial, body FROM ${name} WHERE id = ?`),
    version: sqlite.prepare(`SELECT opening, serial FROM ${name} WHERE id = ?`),
    range: sqlite.prepare(`SELECT id, opening, serial FROM ${name} WHERE id >= ? AND id < ?`),
    put: sqlite.prepare(
      `INSERT INTO ${name} (id, opening, serial, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET opening = excluded.opening, serial = excluded.serial, body = excluded.body`,
    ),
    remove: sqlite.prepare(`DELETE FROM ${name} WHERE id = ?`),
    removeRange: sqlite.prepare(`DELETE FROM ${name} WHERE id >= ? AND id < ?`),
  };
}

/** Throws SealBroken when the head does not open. */
export function openSealedRows(options: SealedRowsOptions): SealedRows {
  return new DigestedRows(options);
}

class DigestedRows implements SealedRows {
  readonly #options: SealedRowsOptions;
  readonly #statements: ReadonlyMap<string, Statements>;
  readonly #digest: RowDigest;
  readonly #writeHead: (next: Head) => void;
  readonly #openings: ReturnType<typeof openingSaver>;
  readonly #checks = new Set<RowCheck>();
  #head: Head;

  constructor(options: SealedRowsOptions) {
    const { sqlite, tables } = options;
    this.#options = options;
    this.#statements = new Map(tables.map(({ name }) => [name, prepare(sqlite, name)]));
    this.#head = readHead(options);
    this.#digest = createRowDigest(this.#head.digestKey);
    this.#writeHead = headWriter(options);
    this.#openings = openingSaver(sqlite, options.openings);
  }

  read(table: RowTable, id: number): Buffer | null {
    const sealed = this.#of(table).get.get(id);
    return sealed ? this.#options.sealer.open({ table: table.tag, rowId: id }, sealed) : null;
  }

  commit(work: (changes: RowChanges) => void): void {
    const { sqlite, sealer, beforeCommit } = this.#options;
    const toggled: Toggled[] = [];
    const opening = sealer.current();
    const next = sqlite.transaction(() => {
      this.#openings.save(opening);
      work(this.#changes(toggled));
      const after = this.#headAfter(toggled);
      this.#writeHead(after);
      beforeCommit?.();
      return after;
    })();
    this.#head = next;
    this.#openings.saved(opening);
    for (const check of this.#checks) check.follow(toggled);
  }

  commitNumber(): number {
    return this.#head.commitNumber;
  }

  rowCount(): number {
    return this.#head.rowCount;
  }

  beginCheck(depth: CheckDepth): RowCheck {
    const check = beginRowCheck({
      ...this.#options,
      depth,
      digest: this.#digest,
      head: () => this.#head,
      onEnd: () => this.#checks.delete(check),
    });
    this.#checks.add(check);
    return check;
  }

  #of({ name }: RowTable): Statements {
    const found = this.#statements.get(name);
    if (!found) throw new Error(`${name} is no table of this store`);
    return found;
  }

  #headAfter(toggled: readonly Toggled[]): Head {
    const digest = Uint8Array.from(this.#head.digest);
    xorInto(digest, this.#digest.of(toggled));
    const grown = toggled.reduce((sum, { by }) => sum + by, 0);
    const { commitNumber, rowCount } = this.#head;
    return {
      ...this.#head,
      commitNumber: commitNumber + 1,
      rowCount: rowCount + grown,
      digest,
    };
  }

  #changes(toggled: Toggled[]): RowChanges {
    const { sealer } = this.#options;
    const toggle = ({ tag }: RowTable, row: Version & { readonly id: number }, by: 1 | -1) =>
      toggled.push({ table: tag, rowId: row.id, opening: row.opening, serial: row.serial, by });
    return {
      put: (table, id, plain) => {
        const { version, put } = this.#of(table);
        const before = version.get(id);
        if (before) toggle(table, { id, ...before }, -1);
        const sealed = sealer.seal({ table: table.tag, rowId: id }, plain);
        put.run(id, sealed.opening, sealed.serial, sealed.body);
        toggle(table, { id, ...sealed }, 1);
      },
      remove: (table, id) => {
        const { version, remove } = this.#of(table);
        const before = version.get(id);
        if (!before) return;
        toggle(table, { id, ...before }, -1);
        remove.run(id);
      },
      removeRange: (table, fromId, endId) => {
        const { range, removeRange } = this.#of(table);
        for (const row of range.all(fromId, endId)) toggle(table, row, -1);
        removeRange.run(fromId, endId);
      },
    };
  }
}

/** A row version that came or went. */
type Toggled = RowVersion & { readonly by: 1 | -1 };

/** An opening is stored with the first rows that are sealed under it. */
function openingSaver(sqlite: Sqlite, table: string) {
  const insert = sqlite.prepare(
    `INSERT OR IGNORE INTO ${table} (id, generation, salt) VALUES (?, ?, ?)`,
  );
  let savedId: number | null = null;
  return {
    save: (opening: Opening): void => {
      if (opening.id !== savedId) insert.run(opening.id, opening.generation, opening.salt);
    },
    saved: (opening: Opening): void => {
      savedId = opening.id;
    },
  };
}
