import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Tx } from '../platform/database.ts';
import { selectCoverage } from './coverage-store.ts';

/** The coverage that somebody saw, when it is still as they saw it. */
export async function coverageAsSeen(tx: Tx, coverageId: string, seen: number) {
  const current = await selectCoverage(tx, coverageId);
  if (!current) return fail('UnknownCoverage', 'There is no such insurance here.');
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This insurance was struck out. Enter it anew if it is right.');
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else changed this insurance meanwhile.', current);
  return ok(current);
}

export async function coverageAsSaved(tx: Tx, coverageId: string) {
  const saved = await selectCoverage(tx, coverageId);
  if (!saved) throw new Error('A coverage that was just saved is gone');
  return ok(saved);
}
