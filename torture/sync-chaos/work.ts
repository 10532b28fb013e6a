import { setTimeout as pause } from 'node:timers/promises';
import { type Chance, chanceOf } from '../random.ts';
import {
  type ChaosClient,
  type ChaosDevice,
  CLINICIANS,
  PIN,
  quietly,
  signedIn,
} from './at-device.ts';
import type { Saved } from './ledger.ts';

export type Working = { readonly end: () => Promise<void> };

/** Lets somebody work at a device until it is ended: one act after another, each noted once it is saved. */
export function startWork(device: ChaosDevice, seed: string): Working {
  const chance = chanceOf('sync-chaos work', seed);
  const stopping = new AbortController();
  device.isAtWork = true;
  const done = (async () => {
    let client: ChaosClient | null = null;
    const person = chance.pick(CLINICIANS);
    while (!stopping.signal.aborted) {
      const beganMs = performance.now();
      client ??= await signedIn(device, person);
      // Of records that are still on their way nobody has signed in yet.
      if (client) await doOne({ device, client, chance });
      // Saving goes before sync: on a crowded machine people who never rest would leave it no turn.
      const restMs = 3 * (performance.now() - beganMs);
      await pause(client ? Math.max(chance.below(500), restMs) : 200);
    }
  })();
  done.catch((error: unknown) => device.report(`work: ${String(error)}`));
  return {
    async end() {
      stopping.abort();
      await done;
      device.isAtWork = false;
    },
  };
}

type AtWork = {
  readonly device: ChaosDevice;
  readonly client: ChaosClient;
  readonly chance: Chance;
};

type Act = (at: AtWork, mark: string) => Promise<Saved | null>;

const NOTHING = {
  diagnosis: null,
  procedurePerformed: null,
  woundLocation: null,
  woundId: null,
  performedBy: null,
  appliedAt: null,
  appliedMm2: null,
  discardedMm2: null,
  discardReason: null,
  lotNumber: null,
  serialNumber: null,
  expiresOn: null,
  labelScans: null,
  reconstitutionMaterial: null,
  reconstitutionLot: null,
  reconstitutionExpiresOn: null,
};

/** Some row by chance; the newest more often, because those are what people are at. */
async function chosen<Row>({ device, chance }: AtWork, text: string): Promise<Row | undefined> {
  const rows = await quietly<Row>(device, `${text} LIMIT 12`);
  return rows.length === 0 ? undefined : chance.pick(rows);
}

type LargeOrder = { readonly id: string; readonly patientId: string };

const anyOrder = (at: AtWork) =>
  chosen<LargeOrder>(
    at,
    `SELECT id, patient_id AS "patientId" FROM orders WHERE order_number LIKE 'Large %' ORDER BY id`,
  );

const record: Act = async (at, mark) => {
  const order = await anyOrder(at);
  if (!order) return null;
  const reply = await at.client['treatments.record']({
    ...NOTHING,
    patientId: order.patientId,
    orderId: order.id,
    productId: 'FOAM',
    quantityUsed: 1,
    dateApplied: '2026-03-10',
    doctorNotes: mark,
  });
  return reply.ok
    ? {
        kind: 'treatment',
        table: 'treatment_records',
        op: 'i',
        column: 'doctor_notes',
        mark,
        changes: 1,
      }
    : null;
};

type Unsigned = LargeOrder & { readonly version: number; readonly orderId: string };

const anyUnsigned = (at: AtWork, own: string) =>
  chosen<Unsigned>(
    at,
    `SELECT id, patient_id AS "patientId", order_id AS "orderId", version FROM treatment_records
     WHERE signed_at IS NULL ${own} ORDER BY created_at DESC, id`,
  );

const correct: Act = async (at, mark) => {
  const found = await anyUnsigned(at, '');
  if (!found) return null;
  const reply = await at.client['treatments.correct']({
    ...NOTHING,
    treatmentRecordId: found.id,
    seen: found.version,
    reason: mark,
    orderId: found.orderId,
    productId: 'FOAM',
    quantityUsed: 1 + at.chance.below(3),
    dateApplied: '2026-03-10',
    doctorNotes: `corrected ${mark}`,
  });
  const table = 'treatment_record_versions';
  return reply.ok
    ? { kind: 'correction', table, op: 'i', column: 'reason', mark, changes: 1 }
    : null;
};

const sign: Act = async (at) => {
  const found = await anyUnsigned(at, '');
  if (!found) return null;
  const records = [{ kind: 'treatment' as const, id: found.id, seen: found.version }];
  const reply = await at.client['signing.sign']({ records, pin: PIN });
  const of = { table: 'record_signatures', op: 'i', column: 'treatment_record_id' } as const;
  return reply.ok ? { kind: 'signature', ...of, mark: found.id, changes: null } : null;
};

const amend: Act = async (at, mark) => {
  const found = await chosen<{ id: string }>(
    at,
    'SELECT id FROM treatment_records WHERE signed_at IS NOT NULL ORDER BY created_at DESC, id',
  );
  if (!found) return null;
  const reply = await at.client['treatments.amend']({
    treatmentRecordId: found.id,
    kind: 'clarification',
    reason: mark,
    note: 'What was meant',
    content: null,
    supersedes: null,
    pin: PIN,
  });
  const table = 'record_amendments';
  return reply.ok
    ? { kind: 'amendment', table, op: 'i', column: 'reason', mark, changes: 1 }
    : null;
};

type SomePatient = {
  readonly id: string;
  readonly version: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
};

const editPatient: Act = async (at, mark) => {
  const found = await chosen<SomePatient>(
    at,
    `SELECT id, version, first_name AS "firstName", last_name AS "lastName", phone FROM patients ORDER BY id`,
  );
  if (!found) return null;
  const { id: patientId, version: seen, firstName, lastName, phone } = found;
  const reply = await at.client['patients.correct']({
    patientId,
    seen,
    firstName,
    lastName,
    birthOn: '1950-02-28',
    sex: 'other',
    mrn: null,
    phone: at.chance.happens(0.3) ? String(at.chance.below(1e6)) : phone,
    addressLine: mark,
    city: null,
    state: null,
    postalCode: null,
    confirmedNotDuplicate: true,
  });
  const of = { table: 'patients', op: 'u', column: 'address_line' } as const;
  return reply.ok ? { kind: 'patient edit', ...of, mark, changes: 1 } : null;
};

const register: Act = async (at, mark) => {
  const reply = await at.client['patients.create']({
    firstName: 'New',
    lastName: mark,
    birthOn: '1950-02-28',
    sex: 'other',
    confirmedNotDuplicate: true,
  });
  const of = { table: 'patients', op: 'i', column: 'last_name' } as const;
  return reply.ok ? { kind: 'patient', ...of, mark, changes: 1 } : null;
};

const order: Act = async (at, mark) => {
  const large = await anyOrder(at);
  if (!large) return null;
  const reply = await at.client['orders.create']({
    patientId: large.patientId,
    orderNumber: mark,
    orderedOn: '2026-03-01',
    lines: [{ productId: 'FOAM', quantity: 5 }],
  });
  const of = { table: 'orders', op: 'i', column: 'order_number' } as const;
  return reply.ok ? { kind: 'order', ...of, mark, changes: 1 } : null;
};

const cancel: Act = async (at, mark) => {
  const found = await chosen<{ id: string; version: number }>(
    at,
    `SELECT id, version FROM orders WHERE order_number NOT LIKE 'Large %' AND cancel_reason IS NULL
     ORDER BY id DESC`,
  );
  if (!found) return null;
  const asked = { orderId: found.id, seen: found.version, reason: mark };
  const reply = await at.client['orders.cancel'](asked);
  const of = { table: 'orders', op: 'u', column: 'cancel_reason' } as const;
  return reply.ok ? { kind: 'cancellation', ...of, mark, changes: 1 } : null;
};

const SHELF = '0197a000-0000-7000-8000-000000000101';

const receive: Act = async (at, mark) => {
  const reply = await at.client['receipts.record']({
    note: mark,
    lines: [
      {
        productId: 'SHEET',
        // The same lots at every computer: each gives them the same id.
        lotNumber: `LOT-${at.chance.below(4)}`,
        expiresOn: '2031-01-01',
        pieces: 10,
        packageCondition: 'intact',
        temperatureCheck: 'notNeeded',
        acceptTo: SHELF,
      },
    ],
  });
  const of = { table: 'receipts', op: 'i', column: 'note' } as const;
  return reply.ok ? { kind: 'receipt', ...of, mark, changes: 1 } : null;
};

const giveBack: Act = async (at, mark) => {
  const found = await chosen<{ id: string }>(at, 'SELECT id FROM stock_units ORDER BY id');
  if (!found) return null;
  const lines = [{ stockUnitId: found.id, locationId: SHELF, pieces: 1 }];
  const reply = await at.client['stock.returnToSupplier']({ lines, reason: mark });
  const of = { table: 'stock_movements', op: 'i', column: 'reason' } as const;
  return reply.ok ? { kind: 'stock movement', ...of, mark, changes: 1 } : null;
};

const ACTS: readonly (readonly [share: number, act: Act])[] = [
  [40, record],
  [14, correct],
  [8, sign],
  [8, amend],
  [12, editPatient],
  [2, register],
  [6, order],
  [2, cancel],
  [3, receive],
  [5, giveBack],
];

/** How many kinds of acts there are. */
export const KINDS = ACTS.length;

async function doOne(at: AtWork): Promise<void> {
  let left = at.chance.below(ACTS.reduce((sum, [share]) => sum + share, 0));
  const act = ACTS.find(([share]) => (left -= share) < 0)?.[1] ?? record;
  const saved = await act(at, `chaos ${at.chance.uuid()}`);
  if (saved) at.device.ledger.note(saved);
}
