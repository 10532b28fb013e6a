/** How a piece came and how it left. */
type CameBy = 'received' | 'adjusted';
type WentBy = 'applied' | 'discarded' | 'returned' | 'expired' | 'adjusted';

/** One piece. One that was used although nobody received it never came. */
type Piece = {
  readonly unit: string;
  place: string;
  readonly came: CameBy | null;
  went: WentBy | null;
  /** The treatment or waste record that it left by. */
  of: string | null;
};

type TreatedArea = {
  readonly unit: string;
  readonly appliedMm2: number | null;
  readonly discardedMm2: number | null;
};

/** A place with the pieces that one movement took from it. */
export type TakenAt = { readonly place: string; readonly pieces: number };

/**
 * What a stock room does, piece by piece, written without a look at the ledger: nothing here is a sum of
 * signed amounts. Pieces are put down, carried, and taken away one at a time.
 */
export class PieceModel {
  readonly pieces: Piece[] = [];
  readonly treated = new Map<string, TreatedArea>();

  come(unit: string, place: string, { count, by }: { count: number; by: CameBy }): void {
    for (let one = 0; one < count; one += 1)
      this.pieces.push({ unit, place, came: by, went: null, of: null });
  }

  carry(unit: string, { from, to, count }: { from: string; to: string; count: number }): void {
    for (const piece of this.lying(unit, from).slice(0, count)) piece.place = to;
  }

  /** Takes pieces away; what does not lie there is written down as taken all the same. */
  go(unit: string, at: TakenAt, { by, of }: { by: WentBy; of: string | null }): void {
    const lying = this.lying(unit, at.place).slice(0, at.pieces);
    for (const piece of lying) Object.assign(piece, { went: by, of });
    for (let one = lying.length; one < at.pieces; one += 1)
      this.pieces.push({ unit, place: at.place, came: null, went: by, of });
  }

  /** Undoes what a record took: each piece lies again where it lay. */
  undo(of: string): void {
    this.treated.delete(of);
    for (const piece of this.pieces.filter((each) => each.of === of)) {
      if (piece.came === null) this.pieces.splice(this.pieces.indexOf(piece), 1);
      else Object.assign(piece, { went: null, of: null });
    }
  }

  lying(unit: string, place: string): Piece[] {
    return this.pieces.filter(
      (piece) =>
        piece.unit === unit && piece.place === place && piece.came !== null && piece.went === null,
    );
  }

  /** Those that lie there, less those that were taken from there although they never came. */
  countAt(unit: string, place: string): number {
    const missing = this.pieces.filter(
      (piece) => piece.unit === unit && piece.place === place && piece.came === null,
    );
    return this.lying(unit, place).length - missing.length;
  }

  countOf(unit: string, places: readonly string[]): number {
    return places.map((place) => this.countAt(unit, place)).reduce((sum, count) => sum + count, 0);
  }

  came(unit: string, by: CameBy): number {
    return this.pieces.filter((piece) => piece.unit === unit && piece.came === by).length;
  }

  went(unit: string, by: WentBy): number {
    return this.pieces.filter((piece) => piece.unit === unit && piece.went === by).length;
  }

  /** Area that standing treatments say, by what became of it. */
  treatedMm2(unit: string): { readonly applied: number; readonly discarded: number } {
    const of = [...this.treated.values()].filter((each) => each.unit === unit);
    return {
      applied: of.reduce((sum, { appliedMm2 }) => sum + (appliedMm2 ?? 0), 0),
      discarded: of.reduce((sum, { discardedMm2 }) => sum + (discardedMm2 ?? 0), 0),
    };
  }
}
