import type { Statement } from 'better-sqlite3';
import { DIGEST_BYTES, type RowDigest, type RowVersion, xorInto } from './row-digest.ts';
import type { Head } from './rows-head.ts';
import type { RowTable, SealedRowsOptions } from './row-table.ts';
import type { Version } from './sealing.ts';
import type { Checked, CheckProgressOf, SteppedCheck } from './stepped-check.ts';

/** `digest` reads which rows there are; `authenticate` reads and opens each as well. */
export type CheckDepth = 'digest' | 'authenticate';

export type DamagedRow = { readonly table: RowTable; readonly id: number };

export type RowCheckResult = Checked<DamagedRow>;
export type RowCheckProgress = CheckProgressOf<RowCheckResult>;

/** A check of all rows in steps, between which rows may change. */
export type RowCheck = SteppedCheck<RowCheckResult> & {
  /** Told of every row version that came or went while the check runs. */
  readonly follow: (toggled: readonly RowVersion[]) => void;
};

type Row = Version & { readonly id: number };
type Content = Version & { readonly body?: Uint8Array };
/** A walk finds a row by the one before it, a seek by its id: as all reading of records does. */
type Reader = {
  readonly walk: Statement<[number, number], Row>;
  readonly seek: Statement<[number], Content>;
};

type Parts = Pick<SealedRowsOptions, 'sqlite' | 'sealer' | 'tables'> & {
  readonly depth: CheckDepth;
  readonly digest: RowDigest;
  readonly head: () => Head;
  readonly onEnd: () => void;
};

export function beginRowCheck(parts: Parts): RowCheck {
  return new FollowingCheck(parts);
}

class FollowingCheck implements RowCheck {
  readonly #parts: Parts;
  readonly #readers: readonly Reader[];
  readonly #sum = new Uint8Array(DIGEST_BYTES);
  readonly #damaged: DamagedRow[] = [];
  #rows = 0;
  /** The check is through with all tables before this one, and in it with ids up to `#lastId`. */
  #tableAt = 0;
  #lastId = -1;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { sqlite, depth, tables } = parts;
    const content = depth === 'digest' ? 'opening, serial' : 'opening, serial, body';
    this.#readers = tables.map(({ name }) => ({
      walk: sqlite.prepare(
        `SELECT id, opening, serial FROM ${name} WHERE id > ? ORDER BY id LIMIT ?`,
      ),
      seek: sqlite.prepare(`SELECT ${content} FROM ${name} WHERE id = ?`),
    }));
  }

  step(maxRows: number): RowCheckProgress {
    const { tables, digest, head, onEnd } = this.#parts;
    const [table, reader] = [tables[this.#tableAt], this.#readers[this.#tableAt]];
    if (!table || !reader) throw new Error('This check is over');
    const found = reader.walk.all(this.#lastId, maxRows);
    for (const row of found)
      if (!this.#isWhole(table, row, reader.seek.get(row.id)))
        this.#damaged.push({ table, id: row.id });
    xorInto(this.#sum, digest.of(found.map((row) => versionAt(table.tag, row))));
    this.#rows += found.length;
    this.#lastId = found.at(-1)?.id ?? this.#lastId;
    if (found.length < maxRows) [this.#tableAt, this.#lastId] = [this.#tableAt + 1, -1];
    const { rowCount, digest: expected } = head();
    const progress = { done: this.#rows, total: rowCount };
    if (this.#tableAt < tables.length) return { ...progress, result: null };
    onEnd();
    const isDigestRight = this.#sum.every((byte, at) => byte === expected[at]);
    return { ...progress, result: { rows: this.#rows, damaged: this.#damaged, isDigestRight } };
  }

  follow(toggled: readonly RowVersion[]): void {
    const behind = toggled.filter((version) => this.#isBehind(version));
    xorInto(this.#sum, this.#parts.digest.of(behind));
  }

  giveUp(): void {
    this.#parts.onEnd();
  }

  /** A bit of SQLite's own tree can turn, and hide a row from whoever seeks it. */
  #isWhole(table: RowTable, { id, opening, serial }: Row, sought: Content | undefined): boolean {
    if (sought?.opening !== opening || sought.serial !== serial) return false;
    const { body } = sought;
    if (body === undefined) return true;
    try {
      this.#parts.sealer.open({ table: table.tag, rowId: id }, { opening, serial, body });
      return true;
    } catch {
      return false;
    }
  }

  #isBehind({ table, rowId }: RowVersion): boolean {
    const at = this.#parts.tables.findIndex(({ tag }) => tag === table);
    return at < this.#tableAt || (at === this.#tableAt && rowId <= this.#lastId);
  }
}

function versionAt(table: number, { id, opening, serial }: Row): RowVersion {
  return { table, rowId: id, opening, serial };
}
