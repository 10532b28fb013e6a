import type { KeyWrap } from '../keys/keyring.ts';
import { wrapKinds } from '../keys/keyring.ts';
import type { Sqlite } from './exclusive-file.ts';
import { openExclusively, openingError } from './exclusive-file.ts';
import { checkFormat } from './store-schema.ts';

/** The ways to the data key that stand in the file; each change is on the disk when it returns. */
export type KeyWraps = {
  readonly all: () => readonly KeyWrap[];
  /** Removes and adds in one step, so that there is always a way to the key. */
  readonly change: (change: {
    readonly remove: readonly Pick<KeyWrap, 'kind' | 'generation'>[];
    readonly put: readonly KeyWrap[];
  }) => void;
};

type Row = { readonly kind: string; readonly generation: number; readonly body: string };

export function keyWrapsOf(sqlite: Sqlite): KeyWraps {
  const remove = sqlite.prepare('DELETE FROM key_wrap WHERE kind = ? AND generation = ?');
  const put = sqlite.prepare(
    'INSERT OR REPLACE INTO key_wrap (kind, generation, body) VALUES (?, ?, ?)',
  );
  return {
    all: () => readAll(sqlite),
    change: (change) =>
      sqlite.transaction(() => {
        for (const { kind, generation } of change.remove) remove.run(kind, generation);
        for (const { kind, generation, body } of change.put) put.run(kind, generation, body);
      })(),
  };
}

function readAll(sqlite: Sqlite): readonly KeyWrap[] {
  return sqlite
    .prepare<[], Row>('SELECT kind, generation, body FROM key_wrap ORDER BY generation, kind')
    .all()
    .flatMap((row) => {
      const kind = wrapKinds.find((known) => known === row.kind);
      return kind ? [{ ...row, kind }] : [];
    });
}

/** The key wraps of a store or backup that nobody has open; nothing else in it is looked at. */
export function readKeyWraps(path: string): readonly KeyWrap[] {
  const sqlite = openExclusively(path, { isNew: false });
  try {
    checkFormat(sqlite);
    return readAll(sqlite);
  } catch (error) {
    throw openingError(error);
  } finally {
    sqlite.close();
  }
}
