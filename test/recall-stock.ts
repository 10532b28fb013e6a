import { randomUUID } from 'node:crypto';
import { openWithGiven, storeClient } from '../main/hosts/store-client.ts';
import { openCore } from '../main/open-core.ts';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { clientOf, newSession, valueOf } from './core.ts';

export const RECALLED = {
  sku: 'DEMO-FOAM-6X6',
  name: 'Cloudrest foam dressing 6 x 6 in',
  lot: 'CR-0771',
};

/** As the maker's label has it: GS1, with the lot. */
export const LABEL = `]d2010950110153000310${RECALLED.lot}`;
const GTIN = '09501101530003';

const SHELF = '0197a000-0000-7000-8000-000000000101';

type Client = ReturnType<typeof clientOf>;

async function signedIn(client: Client, displayName: string): Promise<Client> {
  const tiles = valueOf(await client['session.tiles']({}));
  const userId = tiles.find((tile) => tile.displayName === displayName)?.userId ?? '';
  valueOf(await client['session.signIn']({ userId, pin: DEMONSTRATION_PIN }));
  return client;
}

async function receive(supply: Client): Promise<void> {
  const line = {
    packageCondition: 'intact',
    temperatureCheck: 'notNeeded',
    acceptTo: SHELF,
  } as const;
  const lots = [RECALLED.lot, 'CR-0772', null];
  valueOf(
    await supply['receipts.record']({
      supplier: 'Cloudrest Medical',
      reference: 'D-4711',
      lines: lots.map((lotNumber) => ({
        ...line,
        productId: RECALLED.sku,
        lotNumber,
        expiresOn: '2030-01-31',
        pieces: 12,
      })),
    }),
  );
}

async function nameByLabel(supply: Client): Promise<void> {
  const [product] = valueOf(await supply['products.find']({ text: RECALLED.sku }));
  const identifier = { issuer: 'gs1', deviceIdentifier: GTIN } as const;
  const of = { productId: product?.id ?? '', identifier };
  valueOf(await supply['products.addIdentifier'](of));
}

/** Uses the lot on a patient, with a new order for it; answers the record. */
async function use(nurse: Client, mrn: string, lotNumber: string) {
  const [patient] = valueOf(await nurse['patients.find']({ text: mrn }));
  const patientId = patient?.id ?? '';
  const today = valueOf(await nurse['site.status']({})).today;
  const lines = [{ productId: RECALLED.sku, quantity: 5 }];
  const order = valueOf(await nurse['orders.create']({ patientId, orderedOn: today, lines }));
  const used = { patientId, orderId: order.id, productId: RECALLED.sku, quantityUsed: 1 };
  const at = { dateApplied: today, woundLocation: 'Left heel' };
  return valueOf(await nurse['treatments.record']({ ...used, ...at, lotNumber }));
}

/**
 * Puts a lot of foam into the stock of a demonstration that no program has open, and uses it on three
 * patients: one record is voided, and one signed and corrected to another lot.
 */
export async function stockAndUse(dataDir: string): Promise<void> {
  const core = await openCore({ dataDir });
  try {
    const store = storeClient(core, { host: 'command-line', key: randomUUID() });
    valueOf(await openWithGiven(store, SERVED_PASSPHRASE));
    const person = (name: string) => signedIn(clientOf(core, newSession()), name);
    const supply = await person('Philippa Ashgrove');
    await nameByLabel(supply);
    await receive(supply);
    const nurse = await person('Hannah Winslow');
    await use(nurse, 'DEMO-0001', RECALLED.lot);
    const voided = await use(nurse, 'DEMO-0002', RECALLED.lot.toLowerCase());
    valueOf(
      await nurse['treatments.void']({
        treatmentRecordId: voided.id,
        seen: voided.version,
        reason: 'Wrong patient',
        pin: DEMONSTRATION_PIN,
      }),
    );
    await use(nurse, 'DEMO-0003', `${RECALLED.lot} `);
  } finally {
    await core.close();
  }
}
