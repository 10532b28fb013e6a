import { randomUUID } from 'node:crypto';
import { rowsOf, sqlOver } from '../../main/sync/sql.ts';
import { siteDigest } from '../../shared/sync/site-digest.ts';
import {
  type ChaosClient,
  type ChaosDevice,
  CLINICIANS,
  clientOf,
  GIVEN_PIN,
  PIN,
  quietly,
  signedIn,
  valueOf,
} from './at-device.ts';
import type { DeviceOrder, DigestAnswer, Standing } from './device-orders.ts';
import { type Working, startWork } from './work.ts';

const work = new WeakMap<ChaosDevice, Working>();

/** Does what it is told; what it answers is as device-orders.ts has it. */
export async function obey(device: ChaosDevice, order: DeviceOrder): Promise<unknown> {
  switch (order.do) {
    case 'begin':
      return begin(device, order);
    case 'newCode': {
      const client = await administrator(device);
      return valueOf(await client['sync.newCode']({})).code;
    }
    case 'join': {
      const client = clientOf(device, { host: 'command-line', key: randomUUID() });
      const { serverUrl, code } = order;
      valueOf(await client['sync.join']({ serverUrl, code, deviceName: 'Chaos' }));
      return null;
    }
    case 'work':
      work.set(device, startWork(device, order.seed));
      return null;
    case 'rest':
      await work.get(device)?.end();
      return null;
    case 'stand':
      return stand(device);
    case 'digest':
      return digest(device);
    case 'close':
      device.ledger.close();
      await device.core.close();
      return null;
  }
}

async function administrator(device: ChaosDevice): Promise<ChaosClient> {
  const client = await signedIn(device, 'Ada Admin');
  if (!client) throw new Error('There is no administrator');
  return client;
}

async function begin(
  device: ChaosDevice,
  { serverUrl, code }: { readonly serverUrl: string; readonly code: string },
): Promise<void> {
  const nobody = clientOf(device, { host: 'command-line', key: randomUUID() });
  valueOf(
    await nobody['site.setUp']({
      siteName: 'Chaos clinic',
      timeZone: 'UTC',
      administrator: { displayName: 'Ada Admin', pin: PIN },
    }),
  );
  const client = await administrator(device);
  for (const displayName of CLINICIANS) {
    const given = { displayName, role: 'clinician', pin: GIVEN_PIN } as const;
    const { id: userId } = valueOf(await client['users.create'](given));
    valueOf(await nobody['session.signIn']({ userId, pin: GIVEN_PIN, newPin: PIN }));
  }
  valueOf(await client['products.add']({ sku: 'FOAM', name: 'Foam' }));
  const sheet = valueOf(await client['products.add']({ sku: 'SHEET', name: 'Sheet' }));
  valueOf(await client['products.keepInStock']({ productId: sheet.id }));
  for (const lastName of ['One', 'Two', 'Three', 'Four', 'Five', 'Six']) {
    const { id: patientId } = valueOf(
      await client['patients.create']({
        firstName: 'Pat',
        lastName,
        birthOn: '1950-02-28',
        sex: 'other',
        confirmedNotDuplicate: true,
      }),
    );
    valueOf(
      await client['orders.create']({
        patientId,
        orderNumber: `Large ${lastName}`,
        orderedOn: '2026-03-01',
        lines: [{ productId: 'FOAM', quantity: 1_000_000 }],
      }),
    );
  }
  valueOf(await client['sync.enrol']({ serverUrl, code, deviceName: 'Chaos' }));
}

async function stand(device: ChaosDevice): Promise<Standing> {
  const [row] = await quietly<Standing>(
    device,
    `SELECT device_id AS "deviceId", epoch, cursor_seq AS cursor,
       next_number - 1 - acked_number AS unsent,
       (SELECT count(*) FROM sync_outbox WHERE seq IS NULL)::INT AS unseen,
       EXISTS (SELECT FROM sync_first) AS "isFirstSync",
       (SELECT count(*) FROM sync_relay)::INT AS relays
     FROM sync_device`,
  );
  const none = {
    deviceId: null,
    epoch: 0,
    cursor: 0,
    unsent: 0,
    unseen: 0,
    isFirstSync: true,
    relays: 0,
  };
  return row ?? none;
}

async function digest(device: ChaosDevice): Promise<DigestAnswer> {
  return device.database.turn(async (turn) => {
    const tables = await turn.transact(async (tx) => {
      const sql = sqlOver(tx);
      await sql.query("SET LOCAL TIME ZONE 'UTC'");
      return siteDigest(sql);
    });
    const reviews = await turn.read((db) =>
      rowsOf<{ id: string }>(
        sqlOver(db),
        `SELECT r.id || ' ' || r.kind || ' ' || coalesce(s.choice, 'open') AS id FROM sync_reviews r
         LEFT JOIN sync_settlements s ON s.review_id = r.id ORDER BY 1`,
      ),
    );
    return { tables, reviews: reviews.map(({ id }) => id) };
  }, 'maintenance');
}
