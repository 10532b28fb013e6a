import { isDamagedRead } from '../platform/damaged-read.ts';
import type { Found, FoundKind } from './verify-found.ts';

/** What PostgreSQL says of content so wrong that it makes no sense to it. */
const INTERNAL_ERROR = 'XX000';

function isDamage(error: unknown): boolean {
  const isSenseless = error instanceof Error && 'code' in error && error.code === INTERNAL_ERROR;
  return isSenseless || isDamagedRead(error);
}

/** Runs a step; PostgreSQL's word that it met damage becomes something found. */
export async function orDamage<T>(
  work: Promise<T>,
  whenDamaged: { readonly kind: FoundKind; readonly about: string },
): Promise<{ readonly value: T | null; readonly found: readonly Found[] }> {
  try {
    return { value: await work, found: [] };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return { value: null, found: [{ ...whenDamaged, count: 1 }] };
  }
}
