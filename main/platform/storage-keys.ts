import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { AnchorFile } from './anchor.ts';
import type { BlobStore } from './blob-store/blob-store.ts';
import {
  beginGeneration,
  changePassphrase,
  endOlderGenerations,
  isBetweenGenerations,
} from './keys/change-keys.ts';
import type { Keychain } from './keys/keychain.ts';
import { type Keyring, type KeyWrap, newestWrap } from './keys/keyring.ts';
import type { PassphraseCost } from './keys/passphrase-key-pair.ts';
import { lockOf, type PassphraseLock } from './keys/passphrase-wrap.ts';
import type { AttemptCounter } from './keys/unlock-attempts.ts';
import type { PageStore } from './page-store/page-store.ts';

/** The keys of open records. Whoever opened them holds the keyring, and is told when it changes. */
export type KeyHolder = {
  readonly keyring: () => Keyring;
  /** From now on this one; keys that it has no more are overwritten with zeros. */
  readonly replace: (keyring: Keyring) => void;
  readonly keychain: Keychain | null;
  readonly attempts: AttemptCounter;
  /** What a passphrase chosen from now on is sealed with. */
  readonly cost: PassphraseCost;
};

type Refused<Code extends string> = {
  readonly code: Code;
  readonly message: string;
  readonly waitSeconds: number;
};

export type StorageKeys = {
  readonly keyring: () => Keyring;
  readonly hasKeychain: () => boolean;
  /** What the present passphrase opens; null where the way to it was altered. */
  readonly passphraseLock: () => PassphraseLock | null;
  /** Counts wrong ones, as unlocking does. */
  readonly changePassphrase: (passphrases: {
    readonly current: string;
    readonly next: string;
  }) => Promise<Result<null, Refused<'WrongPassphrase' | 'TooSoon'>>>;
  /** Pages and names that are still sealed under an older key. */
  readonly rowsUnderOlderKey: () => number;
  /** Begins a fresh key, or goes on with one that was begun; null when the wrap of the passphrase was altered. */
  readonly beginReencryption: () => Promise<Reencryption | null>;
};

export type Reencryption = {
  /** Seals up to that many rows anew: pages and names first, stored files after them. */
  readonly step: (maxRows: number) => {
    readonly done: number;
    readonly total: number;
    readonly isDone: boolean;
  };
  /** After the last step: forgets the older keys. */
  readonly end: () => Promise<void>;
};

type OpenKeys = { readonly keyring: Keyring; readonly wraps: readonly KeyWrap[] };

type Parts = {
  readonly store: PageStore;
  readonly files: BlobStore;
  readonly anchor: AnchorFile;
  readonly holder: KeyHolder;
};

export function createStorageKeys(parts: Parts): StorageKeys {
  const { store, holder } = parts;
  const openKeys = () => ({ keyring: holder.keyring(), wraps: store.keyWraps.all() });
  return {
    keyring: holder.keyring,
    hasKeychain: () => newestWrap(store.keyWraps.all(), 'keychain') !== undefined,
    passphraseLock: () => presentLock(openKeys()),
    async changePassphrase(passphrases) {
      const { attempts, cost } = holder;
      const waitSeconds = await attempts.remainingWait();
      if (waitSeconds > 0) return refused('TooSoon', 'Too many tries.', waitSeconds);
      await attempts.begin();
      const changed = await changePassphrase(openKeys(), passphrases, cost);
      if (!changed.ok)
        return refused(
          'WrongPassphrase',
          'That is not the present passphrase.',
          await attempts.remainingWait(),
        );
      store.keyWraps.change(changed.value);
      await attempts.succeed();
      return ok(null);
    },
    rowsUnderOlderKey: () => rowsUnderOlderKey(store, holder.keyring().current),
    beginReencryption: () => beginReencryption(parts),
  };
}

function presentLock({ keyring, wraps }: OpenKeys): PassphraseLock | null {
  const wrap = newestWrap(wraps, 'passphrase');
  const key = wrap && keyring.keys.get(wrap.generation);
  return key ? lockOf(wrap, { generation: wrap.generation, key }) : null;
}

function refused<const Code extends string>(code: Code, message: string, waitSeconds: number) {
  const next = waitSeconds > 0 ? ` Wait ${waitSeconds} seconds, then try again.` : '';
  const { failure } = fail(code, message + next);
  return { ok: false as const, failure: { ...failure, waitSeconds } };
}

function rowsUnderOlderKey({ sqlite }: PageStore, current: number): number {
  const older = `SELECT id FROM opening WHERE generation <> ?`;
  if (sqlite.prepare(older).get(current) === undefined) return 0;
  const counts = ['page', 'node'].map((table) =>
    Number(
      sqlite
        .prepare(`SELECT count(*) FROM ${table} WHERE opening IN (${older})`)
        .pluck()
        .get(current),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function beginReencryption(parts: Parts): Promise<Reencryption | null> {
  const { store, files, anchor, holder } = parts;
  if (!isBetweenGenerations(holder.keyring())) {
    const open = { keyring: holder.keyring(), wraps: store.keyWraps.all() };
    const begun = await beginGeneration(open, holder.keychain);
    if (!begun) return null;
    // The way to the new key is on the disk before anything is sealed under it.
    store.keyWraps.change(begun.change);
    holder.replace(begun.keyring);
  }
  const resealed = [store.beginReseal(holder.keyring()), files.beginReseal(holder.keyring())];
  // The first row tells how many there are.
  const progress = resealed.map((reseal) => reseal.step(1));
  return {
    step(maxRows) {
      const at = progress.findIndex(({ isDone }) => !isDone);
      const reseal = resealed[at];
      if (reseal) progress[at] = reseal.step(maxRows);
      return {
        done: progress.reduce((sum, { done }) => sum + done, 0),
        total: progress.reduce((sum, { total }) => sum + total, 0),
        isDone: progress.every(({ isDone }) => isDone),
      };
    },
    async end() {
      await anchor.advance(store.commitNumber());
      const ended = endOlderGenerations({ keyring: holder.keyring(), wraps: store.keyWraps.all() });
      store.keyWraps.change(ended.change);
      holder.replace(ended.keyring);
    },
  };
}
