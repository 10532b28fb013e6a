import type { UnitVersion } from '../../shared/inventory/stock-contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { StockUnit } from './unit-store.ts';

/** What the label of a unit said before each correction, the newest first. */
export async function selectUnitVersions(
  db: ReadonlyDb,
  stockUnitId: string,
): Promise<UnitVersion[]> {
  const rows = await db
    .selectFrom('stockUnitVersions as replaced')
    .innerJoin('users', 'users.id', 'replaced.replacedBy')
    .select([
      'replaced.version',
      'replaced.content',
      'replaced.reason',
      'replaced.replacedAt',
      'users.displayName as replacedByName',
    ])
    .where('replaced.stockUnitId', '=', stockUnitId)
    .orderBy('replaced.version', 'desc')
    .execute();
  return rows.map(({ content, ...replaced }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `replaceUnit` kept
    const { productId: _, ...label } = content as Omit<StockUnit, 'id' | 'version'>;
    return { ...label, ...replaced };
  });
}
