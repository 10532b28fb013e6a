type PiecesAt = {
  readonly locationId: string;
  readonly locationKind: 'shelf' | 'quarantine';
  readonly pieces: number;
};

/**
 * Where the pieces of a unit are taken from when nobody says: the shelf that holds most, else the quarantine
 * that does; null where nothing holds any.
 */
export function placeToTakeFrom(held: readonly PiecesAt[]): string | null {
  const most = (kind: PiecesAt['locationKind']) =>
    held
      .filter(({ locationKind, pieces }) => locationKind === kind && pieces > 0)
      .toSorted((one, other) => other.pieces - one.pieces)
      .at(0);
  return (most('shelf') ?? most('quarantine'))?.locationId ?? null;
}
