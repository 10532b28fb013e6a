import { expect } from 'vitest';
import { accountOf, openedUnaccountedMm2, unaccounted } from '../shared/inventory/ledger.ts';
import { PieceModel } from './piece-model.ts';
import {
  type LedgerRow,
  type PieceLine,
  places,
  type StockUnderTest,
  type UnitName,
  unitNames,
  units,
  type Use,
} from './stock-under-test.ts';

/** What taking an act back does to the pieces; those that came to lie somewhere have to be there still. */
export type Act = {
  readonly arrived: PieceLine | null;
  readonly undo: (model: PieceModel) => void;
};

/** What the histories know besides the pieces. */
export class World {
  readonly model = new PieceModel();
  readonly uses = new Map<string, Use & { readonly isFlagged: boolean }>();
  readonly wastes = new Map<string, UnitName>();
  /** Acts that can be taken back, with what undoes them where the pieces are. */
  readonly acts = new Map<string, Act>();
  steps = 0;
}

/** Compares the ledger with the pieces, and looks whether both laws hold, in pieces and in area. */
export async function compare({ model, uses }: World, stock: StockUnderTest): Promise<void> {
  const rows = await stock.rows();
  for (const unit of unitNames) {
    const of = rows.filter((row) => row.unit === unit);
    for (const place of places) {
      const there = of.filter((row) => row.place === place);
      expect(accountOf(there, 'pieces').onHand).toBe(model.countAt(unit, place));
    }
    compareAccounts(model, unit, of);
  }
  for (const [id, use] of uses) {
    const pieces = model.pieces.filter((piece) => piece.of === id).length;
    const { pieceMm2 } = units[use.unit];
    const { appliedMm2, discardedMm2 } = use;
    const isSaid = appliedMm2 !== null || discardedMm2 !== null;
    const opened = { pieces, pieceMm2: isSaid ? pieceMm2 : null };
    const unaccountedMm2 = openedUnaccountedMm2({
      ...opened,
      appliedMm2: appliedMm2 ?? 0,
      discardedMm2: discardedMm2 ?? 0,
    });
    expect(unaccountedMm2 ?? 0).toBe(0);
  }
}

/** Each way in the account against the pieces that went it; then the law over the pieces' own numbers. */
function compareAccounts(model: PieceModel, unit: UnitName, of: readonly LedgerRow[]): void {
  const inPieces = accountOf(of, 'pieces');
  const counted = {
    received: model.came(unit, 'received'),
    adjusted: model.came(unit, 'adjusted') - model.went(unit, 'adjusted'),
    onHand: model.countOf(unit, places),
    applied: model.went(unit, 'applied'),
    discarded: model.went(unit, 'discarded'),
    returned: model.went(unit, 'returned'),
    expired: model.went(unit, 'expired'),
  };
  expect({ ...inPieces, ...netOf(inPieces) }).toMatchObject({ ...counted, transferred: 0 });
  expect(unaccounted(inPieces)).toBe(0);
  expect(counted.received + counted.adjusted).toBe(
    counted.onHand + counted.applied + counted.discarded + counted.returned + counted.expired,
  );
  const { pieceMm2 } = units[unit];
  if (pieceMm2 === null) return;
  const treated = model.treatedMm2(unit);
  const inArea = accountOf(of, 'areaMm2');
  const measured = {
    received: counted.received * pieceMm2,
    adjusted: counted.adjusted * pieceMm2,
    applied: treated.applied,
    discarded: counted.discarded * pieceMm2 + treated.discarded,
    returned: counted.returned * pieceMm2,
    expired: counted.expired * pieceMm2,
  };
  expect({ ...inArea, ...netOf(inArea) }).toMatchObject({ ...measured, transferred: 0 });
  expect(unaccounted(inArea)).toBe(0);
  expect(inArea.onHand).toBe(
    measured.received +
      measured.adjusted -
      measured.applied -
      measured.discarded -
      measured.returned -
      measured.expired,
  );
}

function netOf(account: ReturnType<typeof accountOf>) {
  return {
    adjusted: account.adjustedIn - account.adjustedOut,
    transferred: account.transferredIn - account.transferredOut,
  };
}
