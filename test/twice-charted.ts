import { randomUUID } from 'node:crypto';
import { openWithGiven, storeClient } from '../main/hosts/store-client.ts';
import { openCore } from '../main/open-core.ts';
import { DEMONSTRATION_PIN } from '../shared/site/demonstration.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { clientOf, newSession, valueOf } from './core.ts';
import { RECALLED } from './recall-stock.ts';

export const TWICE = { lastName: 'Twicely', numbers: ['TWICE-1', 'TWICE-2'] } as const;

type Client = ReturnType<typeof clientOf>;

async function chartOf(client: Client, mrn: string): Promise<string> {
  const registered = await client['patients.create']({
    mrn,
    firstName: 'Theodora',
    lastName: TWICE.lastName,
    birthOn: '1948-09-30',
    sex: 'female',
    confirmedNotDuplicate: true,
  });
  return valueOf(registered).id;
}

/** Records and signs one piece of foam, today, from an order of its own. */
async function treat(client: Client, patientId: string): Promise<void> {
  const { today } = valueOf(await client['site.status']({}));
  const lines = [{ productId: RECALLED.sku, quantity: 5 }];
  const order = valueOf(await client['orders.create']({ patientId, orderedOn: today, lines }));
  const used = { patientId, orderId: order.id, productId: RECALLED.sku, quantityUsed: 1 };
  const at = { dateApplied: today, woundLocation: 'Left heel' };
  const { id, version } = valueOf(await client['treatments.record']({ ...used, ...at }));
  const records = [{ kind: 'treatment' as const, id, seen: version }];
  valueOf(await client['signing.sign']({ records, pin: DEMONSTRATION_PIN }));
}

/**
 * Puts one person with two linked charts into a demonstration that no program has open, with the same
 * treatment signed on both.
 */
export async function chartTwice(dataDir: string): Promise<void> {
  const core = await openCore({ dataDir });
  try {
    const store = storeClient(core, { host: 'command-line', key: randomUUID() });
    valueOf(await openWithGiven(store, SERVED_PASSPHRASE));
    const client = clientOf(core, newSession());
    const tiles = valueOf(await client['session.tiles']({}));
    const userId = tiles.find(({ displayName }) => displayName === 'Anjali Deshpande')?.userId;
    valueOf(await client['session.signIn']({ userId: userId ?? '', pin: DEMONSTRATION_PIN }));
    const [patientId, otherPatientId] = [
      await chartOf(client, TWICE.numbers[0]),
      await chartOf(client, TWICE.numbers[1]),
    ];
    await treat(client, patientId);
    await treat(client, otherPatientId);
    valueOf(
      await client['patients.link']({
        patientId,
        otherPatientId,
        preferredPatientId: patientId,
        reason: 'Same card, same face',
      }),
    );
  } finally {
    await core.close();
  }
}
