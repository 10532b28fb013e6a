import type { CivilDate } from '../base/civil-date.ts';
import { type DeskProblem, deskProblemOf } from './desk-problem.ts';

/** What tells whether two records are of one thing that was recorded on two charts of a person. */
export type RecordedUse = {
  readonly treatmentRecordId: string;
  readonly patientId: string;
  readonly mrn: string | null;
  readonly servedOn: CivilDate;
  /** Its SKU, as the record says it. */
  readonly productId: string;
  readonly hcpcsCode: string | null;
  /** The wound's site and side; null where the record names no wound. */
  readonly place: string | null;
  readonly recordedAt: string;
  readonly isSigned: boolean;
  /** A batch that counts holds it, or another system billed it. */
  readonly isBilled: boolean;
};

/** Two records of which somebody said that both were done. */
export type BothDone = { readonly one: string; readonly other: string };

/** A record on another chart of the person that goes before one, and looks like the same thing. */
export type Twin = Pick<RecordedUse, 'treatmentRecordId' | 'patientId' | 'mrn'>;

/**
 * On two charts, the same day, product or procedure code, and place. A record that names no wound may be
 * of any place.
 */
export function looksTheSame(one: RecordedUse, other: RecordedUse): boolean {
  if (one.patientId === other.patientId || one.servedOn !== other.servedOn) return false;
  const isSameCode = one.hcpcsCode !== null && one.hcpcsCode === other.hcpcsCode;
  if (one.productId !== other.productId && !isSameCode) return false;
  return one.place === null || other.place === null || one.place === other.place;
}

/**
 * Those of a person's records that wait, each with what goes before it: what is billed, then what is
 * signed, then what was recorded first. So of two that look the same one at most is ever ready.
 */
export function heldBack(
  ofPerson: readonly RecordedUse[],
  bothDone: readonly BothDone[],
): ReadonlyMap<string, readonly Twin[]> {
  const said = new Set(bothDone.map(({ one, other }) => pairOf(one, other)));
  const ordered = ofPerson.toSorted(inOrder);
  const held = new Map<string, readonly Twin[]>();
  for (const [at, use] of ordered.entries()) {
    const twins = ordered
      .slice(0, at)
      .filter(
        (first) =>
          looksTheSame(first, use) &&
          !said.has(pairOf(first.treatmentRecordId, use.treatmentRecordId)),
      )
      .map(({ treatmentRecordId, patientId, mrn }) => ({ treatmentRecordId, patientId, mrn }));
    if (twins.length > 0) held.set(use.treatmentRecordId, twins);
  }
  return held;
}

const pairOf = (one: string, other: string): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;

function inOrder(one: RecordedUse, other: RecordedUse): number {
  return (
    Number(other.isBilled) - Number(one.isBilled) ||
    Number(other.isSigned) - Number(one.isSigned) ||
    compared(one.recordedAt, other.recordedAt) ||
    compared(one.treatmentRecordId, other.treatmentRecordId)
  );
}

function compared(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

export const RECORDED_TWICE = 'RecordedTwice';

/** What the desk says of a record that waits. */
export function twinProblem({ patientId, mrn }: Twin): DeskProblem {
  return deskProblemOf(
    RECORDED_TWICE,
    'The same product was recorded for this day and place on this other chart of the same person. Void one of the two, or say that both were done.',
    {
      place: 'otherChart',
      id: patientId,
      about: mrn === null ? 'Chart without MRN' : `MRN ${mrn}`,
    },
  );
}
