import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Durability } from '../../main/platform/page-store/exclusive-file.ts';
import type { PageStore } from '../../main/platform/page-store/page-store.ts';
import { createBooks } from '../load/books.ts';
import { runLoad } from '../load/run-load.ts';
import type { Chance } from '../random.ts';
import { FIRST_KEYRING } from '../keyring.ts';
import { openStoredDatabase } from '../stored-database.ts';
import { type Effect, type Recording, storeFiles } from './effects.ts';
import { recordByComparing } from './record-by-comparing.ts';

export type RecordingPlan = {
  /** A store to work on a copy of. */
  readonly fresh: string;
  readonly folder: string;
  readonly chance: Chance;
  readonly acts: number;
  readonly dirtyPages: number;
  readonly durability: Durability;
};

/** Records a load in this process, by comparing the files. */
export async function recordHere(plan: RecordingPlan): Promise<Recording> {
  const { fresh, folder, chance, acts, dirtyPages, durability } = plan;
  const path = join(folder, storeFiles.database);
  await copyFile(fresh, path);
  const effects: Effect[] = [];
  let beforeCommit = (): void => undefined;
  const database = await openStoredDatabase(path, FIRST_KEYRING, {
    durability,
    dirtyPages,
    beforeCommit: () => beforeCommit(),
  });
  const recorder = recordByComparing(database.store, (effect) => effects.push(effect));
  beforeCommit = recorder.beforeCommit;
  const stopFollowing = followStatements(database.store, recorder.afterCommit);
  const ledger = {
    note: (line: Extract<Effect, { type: 'note' }>['line']) => effects.push({ type: 'note', line }),
    close: () => undefined,
  };
  await runLoad({ database, folder, ledger, books: createBooks(), chance }, acts);
  beforeCommit = () => undefined;
  stopFollowing();
  recorder.stop();
  await database.close();
  return { start: recorder.start, effects };
}

/** Calls `afterEach` when a transaction, or a statement outside of one, is over. */
function followStatements({ sqlite }: PageStore, afterEach: () => void): () => void {
  // oxlint-disable-next-line typescript/unbound-method -- put back as they were, on the same object
  const { transaction, exec } = sqlite;
  const following = <F extends (...values: never[]) => unknown>(work: F): F =>
    new Proxy(work, {
      apply(target, self, values) {
        const result: unknown = Reflect.apply(target, self, values);
        if (!sqlite.inTransaction) afterEach();
        return result;
      },
    });
  sqlite.exec = following(exec);
  sqlite.transaction = new Proxy(transaction, {
    apply: (target, self, values) => following(Reflect.apply(target, self, values)),
  });
  return () => void Object.assign(sqlite, { transaction, exec });
}
