import { v7 } from 'uuid';
import type { TestCore } from './core.ts';

const EXPIRES_ON = '2027-01-31';

type Came = {
  readonly orderLineId: string;
  readonly productId: string;
  readonly pieces: number;
  readonly lotNumber?: string;
  /** Null while nobody has decided. */
  readonly isAccepted?: boolean | null;
};

/** Writes down that pieces came in for an order line, as receiving does but for the movements. */
export async function comeIn(app: TestCore, came: Came): Promise<string> {
  const { orderLineId, productId, pieces, lotNumber = v7(), isAccepted = null } = came;
  const [receiptId, stockUnitId, id] = [v7(), v7(), v7()];
  const at = app.clock.now.toISOString();
  const decided =
    isAccepted === null ? null : { decidedAt: at, decidedBy: app.administratorId, isAccepted };
  await app.database.transact(async (tx) => {
    const by = { receivedAt: at, receivedBy: app.administratorId };
    const said = { supplier: null, reference: null, note: null };
    await tx
      .insertInto('receipts')
      .values({ id: receiptId, ...said, ...by })
      .execute();
    const label = { expiresOn: EXPIRES_ON, pieceMm2: null, donorNumber: null };
    await tx
      .insertInto('stockUnits')
      .values({ id: stockUnitId, productId, lotNumber, serialNumber: '', ...label })
      .execute();
    const check = { packageCondition: 'intact', temperatureCheck: 'notNeeded' } as const;
    await tx
      .insertInto('receiptLines')
      .values({
        id,
        receiptId,
        lineNumber: 1,
        orderLineId,
        stockUnitId,
        pieces,
        ...check,
        temperatureTenthsC: null,
        expiresOn: EXPIRES_ON,
        scans: '[]',
        note: null,
        decisionNote: null,
        ...(decided ?? { decidedAt: null, decidedBy: null, isAccepted: null }),
      })
      .execute();
  });
  return id;
}
