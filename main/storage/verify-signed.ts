import type { ReadonlyDb } from '../platform/database.ts';
import {
  type Checked,
  checkMarks,
  checkSignatures,
  countAlteredCorrections,
  countUnsignedAmendments,
  type Page,
  type SignedTrouble,
} from '../signing/verify-actions.ts';
import { type Check, type CheckStep, lastStep, type Read } from './verify-check.ts';
import { orDamage } from './verify-damage.ts';
import type { Found, FoundKind } from './verify-found.ts';

/** Read, put in canonical form and digested in some ten milliseconds. */
const SIGNATURES_PER_STEP = 400;
/** A row and its signature, each by an index. */
const RECORDS_PER_STEP = 5000;

/** Every signature fits what it signed, and nothing is marked as signed without one. */
export function signedChecks(read: Read): readonly Check[] {
  return [
    pagedCheck(
      read,
      { key: 'signatures', limit: SIGNATURES_PER_STEP, kind: 'signedAltered' },
      checkSignatures,
    ),
    pagedCheck(
      read,
      { key: 'signed treatments', limit: RECORDS_PER_STEP, kind: 'signatureMissing' },
      (db, page) => checkMarks(db, 'treatment', page),
    ),
    pagedCheck(
      read,
      { key: 'signed assessments', limit: RECORDS_PER_STEP, kind: 'signatureMissing' },
      (db, page) => checkMarks(db, 'assessment', page),
    ),
    countCheck(read, { key: 'amendments', kind: 'signatureMissing' }, countUnsignedAmendments),
    countCheck(read, { key: 'corrections', kind: 'correctionAltered' }, countAlteredCorrections),
  ];
}

const label = 'Signatures';
const unreadable = { kind: 'unreadable', about: 'Something that was signed' } as const;

function pagedCheck(
  read: Read,
  { key, limit, kind }: { readonly key: string; readonly limit: number; readonly kind: FoundKind },
  look: (db: ReadonlyDb, page: Page) => Promise<Checked>,
): Check {
  let last = '';
  return {
    key,
    label,
    size: limit,
    async step(from): Promise<CheckStep> {
      // A check that is resumed after a restart has no place in memory and begins anew.
      const afterId = from === 0 ? '' : last;
      const { value, found } = await orDamage(
        read((db) => look(db, { afterId, limit })),
        unreadable,
      );
      last = value?.lastId ?? '';
      const troubles = foundOf(kind, value?.troubles ?? []);
      return {
        next: last === '' ? null : from + limit,
        found: [...troubles, ...found],
        looked: {},
      };
    },
  };
}

function countCheck(
  read: Read,
  { key, kind }: { readonly key: string; readonly kind: FoundKind },
  count: (db: ReadonlyDb) => Promise<readonly SignedTrouble[]>,
): Check {
  return {
    key,
    label,
    size: 1,
    async step() {
      const { value, found } = await orDamage(read(count), unreadable);
      return lastStep([...foundOf(kind, value ?? []), ...found]);
    },
  };
}

function foundOf(kind: FoundKind, troubles: readonly SignedTrouble[]): readonly Found[] {
  return troubles.map((trouble) => ({ kind, ...trouble }));
}
