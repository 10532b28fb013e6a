import type { Permission } from '../base/permission.ts';
import type { Movement } from './movement.ts';

/** What somebody did to stock by itself, apart from receiving, treating and wasting. */
export type StockAct = {
  readonly kind: 'transfer' | 'removal' | 'adjustment';
  readonly id: string;
  /** Who may take it back: as who may do it. */
  readonly permission: Extract<Permission, 'stock.move' | 'stock.adjust'>;
};

/**
 * The act that a movement belongs to; null where it is taken back in another way: a treatment or waste
 * record by voiding it, a receipt by sending back, the area of pieces by correcting their size.
 */
export function actOf(
  of: Pick<Movement, 'transferId' | 'removalId' | 'countLineId'>,
): StockAct | null {
  const { transferId, removalId, countLineId } = of;
  if (transferId !== null) return { kind: 'transfer', id: transferId, permission: 'stock.move' };
  if (removalId !== null) return { kind: 'removal', id: removalId, permission: 'stock.move' };
  if (countLineId !== null)
    return { kind: 'adjustment', id: countLineId, permission: 'stock.adjust' };
  return null;
}
