import { z } from 'zod';
import { uuid } from '../base/uuid.ts';

/** How pieces come and go. Reversing entries are of the kind that they take back. */
export const movementKinds = [
  'received',
  'applied',
  'discarded',
  'returned',
  'expired',
  'adjusted',
  'transferred',
] as const;
export type MovementKind = (typeof movementKinds)[number];

export const movementWords = {
  received: 'Received',
  applied: 'Applied',
  discarded: 'Discarded',
  returned: 'Returned',
  expired: 'Expired',
  adjusted: 'Adjusted',
  transferred: 'Transferred',
} as const satisfies Record<MovementKind, string>;

export const movement = z.object({
  id: uuid(),
  stockUnitId: uuid(),
  locationId: uuid(),
  kind: z.enum(movementKinds),
  /** What it adds to what is on hand; below zero for what leaves. */
  pieces: z.int(),
  /** The same in area; null where nobody knows it. */
  areaMm2: z.int().nullable(),
  reason: z.string().nullable(),
  occurredAt: z.iso.datetime(),
  movedBy: uuid(),
  recordedAt: z.iso.datetime(),
  receiptLineId: uuid().nullable(),
  treatmentRecordId: uuid().nullable(),
  wasteRecordId: uuid().nullable(),
  countLineId: uuid().nullable(),
  transferId: uuid().nullable(),
  /** Of everything that one command sent back to a supplier or threw away as expired. */
  removalId: uuid().nullable(),
  /** The movement that it takes back. */
  reverses: uuid().nullable(),
});
export type Movement = z.output<typeof movement>;

/** What a movement does to what is on hand, wherever it is of. */
export type Moved = Pick<Movement, 'kind' | 'pieces' | 'areaMm2'>;

/** Area of whole pieces; null where the size of one is not known. */
export function areaOfPieces(pieces: number, pieceMm2: number | null): number | null {
  return pieceMm2 === null ? null : pieces * pieceMm2;
}

/** Whole pieces on their way in (above zero) or out (below zero). */
export function wholePieces(kind: MovementKind, pieces: number, pieceMm2: number | null): Moved {
  return { kind, pieces, areaMm2: areaOfPieces(pieces, pieceMm2) };
}

/** What a treatment takes: whole pieces leave as applied, and what was discarded of them by its area. */
export type UsedPieces = {
  readonly quantityUsed: number;
  readonly appliedMm2: number | null;
  readonly discardedMm2: number | null;
};

/**
 * The movements of one treatment. Where only one of the two areas was said the other is nothing; where
 * neither was, nobody knows what became of the opened area, and nothing is made up.
 */
export function movementsOfUse({
  quantityUsed,
  appliedMm2,
  discardedMm2,
}: UsedPieces): readonly Moved[] {
  const isSaid = appliedMm2 !== null || discardedMm2 !== null;
  const applied = { kind: 'applied', pieces: -quantityUsed } as const;
  if (!isSaid) return [{ ...applied, areaMm2: null }];
  const discarded = discardedMm2 ?? 0;
  return [
    { ...applied, areaMm2: -(appliedMm2 ?? 0) },
    ...(discarded > 0 ? [{ kind: 'discarded', pieces: 0, areaMm2: -discarded } as const] : []),
  ];
}

/** What takes a movement back: the same with the signs turned. */
export function reversed(of: Moved): Moved {
  // 0 - x, because -0 is not 0.
  return {
    kind: of.kind,
    pieces: 0 - of.pieces,
    areaMm2: of.areaMm2 === null ? null : 0 - of.areaMm2,
  };
}
