import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attestationOf } from '../shared/signing/attestation.ts';
import { codeOf, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { closeQuietly, openSigningClinic, type SigningClinic, TODAY } from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
});
afterAll(() => closeQuietly(app));

const historyOf = async (id: string, kind: 'treatment' | 'assessment' = 'treatment') =>
  valueOf(await clinic.client['signing.history']({ kind, id }));
const getTreatment = async (treatmentRecordId: string) =>
  valueOf(await clinic.client['treatments.get']({ treatmentRecordId }));

describe('signing', () => {
  test('takes records of both kinds at once, says who signed under which words, and leaves their content as it was', async () => {
    const [treatment, assessment] = [await clinic.treat(), await clinic.assess()];
    const reply = await clinic.client['signing.sign']({
      records: [
        { kind: 'treatment', id: treatment.id, seen: 1 },
        { kind: 'assessment', id: assessment.id, seen: 1 },
      ],
      pin: TEST_PIN,
    });
    expect(valueOf(reply)).toEqual({ signedCount: 2 });
    const signed = await getTreatment(treatment.id);
    expect(signed).toEqual({
      ...treatment,
      updatedAt: signed.updatedAt,
      signedAt: '2026-03-10T15:00:00.000Z',
      signedBy: clinic.nurse.userId,
      signedByName: treatment.recordedByName,
    });
    for (const [kind, id] of [
      ['treatment', treatment.id],
      ['assessment', assessment.id],
    ] as const) {
      const { signatures, amendments, original } = await historyOf(id, kind);
      expect(signatures).toMatchObject([
        {
          meaning: 'author',
          signerName: treatment.recordedByName,
          signedAt: '2026-03-10T15:00:00.000Z',
          attestation: attestationOf('author'),
        },
      ]);
      expect(signatures[0]?.contentDigest).toMatch(/^[0-9a-f]{64}$/);
      expect(amendments).toEqual([]);
      expect(original).toMatchObject({ id, version: 1 });
    }
  });

  test('is also for whoever did what somebody else recorded', async () => {
    const { id } = await clinic.treat();
    await app.database.transact((tx) =>
      tx
        .updateTable('treatmentRecords')
        .set({ performedBy: clinic.otherNurse.userId })
        .where('id', '=', id)
        .execute(),
    );
    const list = valueOf(await clinic.otherNurse.client['signing.worklist']({}));
    expect(list.toSign.map((each) => each.id)).toEqual([id]);
    const reply = await clinic.sign('treatment', { id, version: 1 }, clinic.otherNurse);
    expect(codeOf(reply)).toBe('ok');
    expect(await getTreatment(id)).toMatchObject({ signedBy: clinic.otherNurse.userId });
  });

  test('a wrong PIN signs nothing and is counted, and no PIN is kept anywhere', async () => {
    const record = await clinic.treat();
    const records = [{ kind: 'treatment' as const, id: record.id, seen: 1 }];
    const nurse = await app.signIn('nurse');
    const wrong = { records, pin: '271828' };
    const codes = [];
    for (let tries = 0; tries < 4; tries += 1)
      codes.push(codeOf(await nurse.client['signing.sign'](wrong)));
    expect(codes).toEqual(['WrongPin', 'WrongPin', 'TooSoon', 'TooSoon']);
    expect(await getTreatment(record.id)).toMatchObject({ signedAt: null });
    valueOf(await clinic.sign('treatment', record));
    const tables = await app.database.read((db) =>
      sql<{ name: string }>`SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`.execute(db),
    );
    for (const { name } of tables.rows) {
      const found = await app.database.read((db) =>
        sql`SELECT 1 FROM ${sql.table(name)} AS kept
          WHERE to_jsonb(kept)::text ~ ${`[^0-9a-f](${TEST_PIN}|${wrong.pin})[^0-9a-f]`}`.execute(
          db,
        ),
      );
      expect(found.rows, name).toEqual([]);
    }
  });

  test.for<[string, (record: { id: string; version: number }) => Promise<unknown>, string]>([
    ['one that is signed', (record) => clinic.sign('treatment', record), 'AlreadySigned'],
    ['one that is voided', (record) => clinic.voided(record), 'AlreadyVoided'],
    ['one that is imported', ({ id }) => setColumns(id, { isImported: true }), 'ImportedRecord'],
    [
      'somebody else’s',
      ({ id }) => setColumns(id, { recordedBy: app.administratorId }),
      'NotYours',
    ],
    ['one that was corrected since', ({ id }) => setColumns(id, { version: 2 }), 'Stale'],
  ])('%s is refused, and with it all that were sent', async ([, prepare, code]) => {
    const [record, other] = [await clinic.treat(), await clinic.treat()];
    await prepare(record);
    const reply = await clinic.client['signing.sign']({
      records: [
        { kind: 'treatment', id: other.id, seen: 1 },
        { kind: 'treatment', id: record.id, seen: 1 },
      ],
      pin: TEST_PIN,
    });
    expect(codeOf(reply)).toBe(code);
    expect(await getTreatment(other.id)).toMatchObject({ signedAt: null });
    expect((await historyOf(other.id)).signatures).toEqual([]);
  });

  test('what was changed since it was seen is named', async () => {
    const record = await clinic.treat();
    const reply = await clinic.sign('treatment', { ...record, version: 7 });
    expect(reply).toMatchObject({ failure: { code: 'Stale', details: { ids: [record.id] } } });
  });

  test('an id of the other kind, and of nothing, is said to be unknown', async () => {
    const record = await clinic.treat();
    expect(codeOf(await clinic.sign('assessment', record))).toBe('UnknownRecord');
    expect(codeOf(await clinic.sign('treatment', { id: clinic.wound.id, version: 1 }))).toBe(
      'UnknownRecord',
    );
  });
});

async function setColumns(id: string, columns: object): Promise<void> {
  await app.database.transact((tx) =>
    tx.updateTable('treatmentRecords').set(columns).where('id', '=', id).execute(),
  );
}

describe('co-signing', () => {
  const graft = { productId: 'AMNION' };
  beforeAll(async () => {
    const order = valueOf(
      await clinic.client['orders.create']({
        patientId: clinic.patient.id,
        orderedOn: '2026-03-01',
        lines: [{ productId: 'AMNION', quantity: 50 }],
      }),
    );
    Object.assign(graft, { orderId: order.id });
  });

  test('a nurse’s application of a skin substitute waits for a clinician, whose signature is an event of its own', async () => {
    const record = await clinic.signed(graft);
    expect(await getTreatment(record.id)).toMatchObject({
      needsCosignature: true,
      cosignedAt: null,
    });
    const waiting = valueOf(await clinic.clinician.client['signing.worklist']({}));
    expect(waiting.toCosign.find(({ id }) => id === record.id)).toMatchObject({
      kind: 'treatment',
      title: 'Amnion 4x4',
      occurredOn: TODAY,
      patientLastName: 'Núñez',
    });
    valueOf(await clinic.cosign('treatment', record));
    expect(await getTreatment(record.id)).toMatchObject({
      cosignedAt: '2026-03-10T15:00:00.000Z',
      cosignedByName: expect.stringContaining('clinician'),
    });
    const { signatures } = await historyOf(record.id);
    expect(signatures.map(({ meaning }) => meaning)).toEqual(['author', 'cosigner']);
    expect(signatures[0]?.contentDigest).toBe(signatures[1]?.contentDigest);
    const after = valueOf(await clinic.clinician.client['signing.worklist']({}));
    expect(after.toCosign.some(({ id }) => id === record.id)).toBe(false);
  });

  test('a clinician’s own needs none, and neither does a nurse’s dressing', async () => {
    const own = await clinic.signed(graft, clinic.clinician);
    const dressing = await clinic.signed();
    for (const { id } of [own, dressing])
      expect(await getTreatment(id)).toMatchObject({ needsCosignature: false });
  });

  test('what needs one follows the site’s setting, which one person at a time can change', async () => {
    const { version } = valueOf(await app.client['signing.settings']({}));
    const all = { seen: version, lateEntryHours: 24, nurseCosignature: 'all' } as const;
    expect(codeOf(await clinic.client['signing.changeSettings'](all))).toBe('Forbidden');
    const changed = valueOf(await app.client['signing.changeSettings'](all));
    expect(changed).toEqual({ lateEntryHours: 24, nurseCosignature: 'all', version: version + 1 });
    expect(await app.client['signing.changeSettings'](all)).toMatchObject({
      failure: { code: 'Stale', details: changed },
    });
    const assessment = await clinic.assess();
    valueOf(await clinic.sign('assessment', assessment));
    const waiting = valueOf(await clinic.clinician.client['signing.worklist']({}));
    expect(waiting.toCosign.find(({ id }) => id === assessment.id)).toMatchObject({
      kind: 'assessment',
      title: expect.stringContaining('Sacrum'),
    });
    const none = { ...all, seen: version + 1, nurseCosignature: 'none' } as const;
    valueOf(await app.client['signing.changeSettings'](none));
    const free = await clinic.signed(graft);
    expect(await getTreatment(free.id)).toMatchObject({ needsCosignature: false });
    const back = { ...all, seen: version + 2, nurseCosignature: 'skinSubstitutes' } as const;
    valueOf(await app.client['signing.changeSettings'](back));
  });

  test('is refused for what is unsigned, one’s own, voided, co-signed or unknown, and to a nurse', async () => {
    const unsigned = await clinic.treat(graft);
    const own = await clinic.signed(graft, clinic.clinician);
    const [signed, done, struck] = [
      await clinic.signed(graft),
      await clinic.signed(graft),
      await clinic.signed(graft),
    ];
    valueOf(await clinic.cosign('treatment', done));
    valueOf(await clinic.voided(struck));
    const codes = [];
    for (const record of [unsigned, own, done, struck, { id: clinic.wound.id, version: 1 }])
      codes.push(codeOf(await clinic.cosign('treatment', record)));
    expect(codes).toEqual([
      'NotSigned',
      'OwnRecord',
      'AlreadySigned',
      'AlreadyVoided',
      'UnknownRecord',
    ]);
    expect(codeOf(await clinic.cosign('treatment', { ...signed, version: 2 }))).toBe('Stale');
    expect(codeOf(await clinic.cosign('treatment', signed, clinic.otherNurse))).toBe('Forbidden');
  });
});

test('every act of signing is in the audit trail, named by what it was about', async () => {
  const record = await clinic.signed();
  valueOf(await clinic.amend(record.id));
  valueOf(await clinic.voided(record));
  const events = await app.database.read((db) =>
    db
      .selectFrom('auditEvents')
      .select(['operation', 'outcome', 'patientId', 'entityId'])
      .where('entityId', '=', record.id)
      .where('kind', '=', 'command')
      .orderBy('id')
      .execute(),
  );
  const patientId = clinic.patient.id;
  expect(events.map(({ operation }) => operation)).toEqual([
    'treatments.record',
    'signing.sign',
    'treatments.amend',
    'treatments.void',
  ]);
  expect(events.slice(2).every((event) => event.patientId === patientId)).toBe(true);
});
