import { isFatal } from '../../main/platform/fatal-error.ts';
import type { Chance } from '../random.ts';
import type { StoredDatabase } from '../stored-database.ts';
import type { Books } from './books.ts';
import { chooseAct, chooseAnyOrder } from './choose.ts';
import type { Act, Ledger } from './ledger.ts';
import { performAct } from './perform.ts';

export type Load = {
  readonly database: StoredDatabase;
  /** Where backups go. */
  readonly folder: string;
  readonly ledger: Ledger;
  readonly books: Books;
  readonly chance: Chance;
  /** What is chosen beside orders; everything where it is left out. */
  readonly kinds?: readonly Act['kind'][];
  /** Told of acts that fail where the database goes on, and then so does the load; else the first ends it. */
  readonly onError?: ((error: unknown) => void) | undefined;
};

/** One act after another, each noted before and after, `acts` times. */
export async function runLoad(load: Load, acts: number): Promise<void> {
  for (let done = 0; done < acts; done += 1) {
    const act = chooseAct(load.chance, load.books);
    const isWanted = load.kinds?.includes(act.kind) ?? true;
    try {
      await doOne(load, isWanted ? act : chooseAnyOrder(load.chance));
    } catch (error) {
      if (!load.onError || isFatal(error)) throw error;
      load.onError(error);
    }
  }
}

async function doOne(load: Load, act: Act): Promise<void> {
  const { ledger, books } = load;
  const note = (at: 'begun' | 'done'): void => {
    ledger.note({ at, act });
    books.note({ at, act });
  };
  note('begun');
  const meanwhile = () => doOne(load, chooseAnyOrder(load.chance));
  await performAct(act, { ...load, meanwhile });
  note('done');
}
