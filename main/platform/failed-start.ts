import { setImmediate } from 'node:timers/promises';
import { isToldPlainly } from './opening-failure.ts';
import { faultOf } from './page-store/exclusive-file.ts';
import type { CheckResult } from './page-store/page-check.ts';
import type { PageStore } from './page-store/page-store.ts';
import { StoreDamaged } from './page-store/store-errors.ts';

type Started = Pick<PageStore, 'beginCheck' | 'fault'>;

/** A few milliseconds, so that whoever waits can still ask how the opening comes along. */
const ROWS_PER_STEP = 200;

/** The disk did not take what PostgreSQL writes when it starts; `code` is as the system would say it. */
export class DiskRefusedStart extends Error {
  override name = 'DiskRefusedStart';
  readonly code: 'ENOSPC' | 'EIO';
  constructor(fault: 'full' | 'failing', options: ErrorOptions) {
    super('The disk kept the database from starting', options);
    this.code = fault === 'full' ? 'ENOSPC' : 'EIO';
  }
}

/**
 * Why a database did not start on a store that opened: StoreDamaged where the store is not whole,
 * DiskRefusedStart where the disk is full or fails, else what was thrown. Looks at every page, because PostgreSQL says little about what it could not read.
 */
export async function reasonForFailedStart(store: Started, thrown: unknown): Promise<unknown> {
  if (thrown instanceof StoreDamaged) return thrown;
  const fault = store.fault();
  if (fault === 'full' || fault === 'failing')
    return isToldPlainly(thrown) ? thrown : new DiskRefusedStart(fault, { cause: thrown });
  const damage = await damageIn(store);
  if (damage !== null) return new StoreDamaged({ cause: thrown, damage });
  return fault === 'damaged' ? new StoreDamaged({ cause: thrown }) : thrown;
}

/** In a few words; null when everything is whole, or when the store is closed already. */
async function damageIn(store: Started): Promise<string | null> {
  try {
    const { rows, damaged, isDigestRight } = await lookedThrough(store);
    if (damaged.length > 0)
      return `${counted(damaged.length)} of ${counted(rows)} pages cannot be read`;
    return isDigestRight ? null : 'a part of them was removed, or replaced by an older one';
  } catch (error) {
    return faultOf(error) === 'damaged' ? 'their file cannot be read' : null;
  }
}

async function lookedThrough(store: Started): Promise<CheckResult> {
  const check = store.beginCheck('authenticate');
  try {
    for (;;) {
      const { result } = check.step(ROWS_PER_STEP);
      if (result) return result;
      await setImmediate();
    }
  } finally {
    check.giveUp();
  }
}

function counted(count: number): string {
  return count.toLocaleString('en-US');
}
