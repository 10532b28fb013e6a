import { takesFromStock } from '../../shared/inventory/kept-in-stock.ts';
import { wholePieces } from '../../shared/inventory/movement.ts';
import { planTakings, type Shortage, type Taking } from '../../shared/inventory/takings.ts';
import type { Product } from '../../shared/products/contract.ts';
import { addAllMovements, type MovingContext, unitInUse } from './actions.ts';
import { selectFirstOfKind } from './location-store.ts';
import { selectPiecesOfUnits, type StockUnit, unitKeyOf } from './unit-store.ts';
import { insertWaste } from './waste-store.ts';

/** One line of what was wasted, as somebody said it. */
export type WastedLine = {
  readonly productId: string;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  readonly expiresOn: string | null;
  readonly locationId: string | null;
  readonly pieces: number;
  readonly reason: string;
  readonly largerPackageReason: string | null;
};

/** What all lines share. */
export type WasteFrame = {
  readonly patientId: string | null;
  readonly orderId: string | null;
  readonly wastedAt: string;
  readonly witnessedBy: string | null;
  readonly shortageReason: string | null;
};

type Line = Taking & { readonly said: WastedLine; readonly unit: StockUnit };

/** The lines with their units, locked; a unit that nobody received is made, so that it shows. */
export async function unitsOfWaste(
  context: MovingContext,
  lines: readonly WastedLine[],
  products: ReadonlyMap<string, Product>,
): Promise<readonly Line[]> {
  const found: Line[] = [];
  for (const said of lines) {
    const pieceMm2 = products.get(said.productId)?.packageMm2 ?? null;
    const label = { expiresOn: said.expiresOn, pieceMm2 };
    const unit = await unitInUse(context, unitKeyOf(said), label);
    const { locationId, pieces } = said;
    found.push({ said, unit, stockUnitId: unit.id, locationId, pieces });
  }
  return found;
}

type Plan = ReturnType<typeof planTakings<Line>>;

/** From where each line is taken, and what is more than there is; of products not kept in stock nothing. */
export async function planWaste(
  { tx, now }: Pick<MovingContext, 'tx' | 'now'>,
  lines: readonly Line[],
  products: ReadonlyMap<string, Product>,
): Promise<Plan> {
  const waste = { createdAt: now.toISOString(), isImported: false };
  const kept = lines.filter(({ unit }) => takesFromStock(waste, products.get(unit.productId)));
  if (kept.length === 0) return { planned: [], shortages: [] };
  const ids = [...new Set(kept.map(({ stockUnitId }) => stockUnitId))];
  const held = await selectPiecesOfUnits(tx, ids);
  return planTakings(kept, held, (await selectFirstOfKind(tx, 'shelf')).id);
}

/** Writes the waste records and their movements; answers the ids of the records. */
export async function addWaste(
  context: MovingContext,
  { lines, planned }: { readonly lines: readonly Line[]; readonly planned: Plan['planned'] },
  frame: WasteFrame & { readonly shortages: readonly Shortage[] },
): Promise<readonly string[]> {
  const { tx, now, newId, actor } = context;
  const { shortages, shortageReason, ...shared } = frame;
  const isShort = ({ stockUnitId }: Line) =>
    shortages.some((short) => short.stockUnitId === stockUnitId);
  const ids = new Map(lines.map((line) => [line, newId()]));
  await insertWaste(
    tx,
    [...ids].map(([line, id]) => ({
      ...shared,
      id,
      stockUnitId: line.stockUnitId,
      pieces: line.pieces,
      reason: line.said.reason,
      largerPackageReason: line.said.largerPackageReason,
      // Of what was there nobody asks how it can be.
      shortageReason: isShort(line) ? shortageReason : null,
      recordedBy: actor.userId,
      voidedAt: null,
      voidedBy: null,
      voidReason: null,
      createdAt: now.toISOString(),
    })),
  );
  await addAllMovements(
    context,
    planned.flatMap(({ line, parts }) =>
      parts.map(({ locationId, pieces }) => ({
        stockUnitId: line.stockUnitId,
        locationId,
        occurredAt: frame.wastedAt,
        reason: line.said.reason,
        source: { wasteRecordId: ids.get(line) ?? '' },
        moved: wholePieces('discarded', -pieces, line.unit.pieceMm2),
      })),
    ),
  );
  return [...ids.values()];
}
