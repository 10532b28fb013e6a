import { afterAll, beforeAll, expect, test } from 'vitest';
import { noText } from './clinic.ts';
import { addPerson, codeOf, TEST_PIN, valueOf } from './core.ts';
import { siteContent, sqlRows, type SyncDevice } from './sync-device.ts';
import { openSyncWard, type SyncWard } from './sync-ward.ts';

let ward: SyncWard;
let first: SyncDevice;
let second: SyncDevice;
let patientId: string;
let orderId: string;

const said = { productId: 'FOAM-6X6', quantityUsed: 1, dateApplied: '2026-03-10' };

async function newNurse(displayName: string): Promise<string> {
  const made = await addPerson(first.core, first.session, { displayName, role: 'nurse' });
  return made.id;
}

beforeAll(async () => {
  ward = await openSyncWard();
  first = await ward.newComputer();
  const administratorId = await first.setUp();
  await first.client['products.add']({ sku: 'FOAM-6X6', name: 'Foam' });
  const details = { mrn: 'T-1', firstName: 'Maria', lastName: 'Núñez', birthOn: '1950-02-28' };
  const registered = await first.client['patients.create']({
    ...details,
    sex: 'female',
    confirmedNotDuplicate: true,
  });
  patientId = valueOf(registered).id;
  const [nora, otto] = [await newNurse('Nora Nurse'), await newNurse('Otto Olsen')];
  await first.signIn(nora);
  const order = await first.client['orders.create']({
    patientId,
    orderedOn: '2026-03-01',
    lines: [{ productId: 'FOAM-6X6', quantity: 40 }],
  });
  orderId = valueOf(order).id;
  await first.signIn(administratorId);
  await ward.found(first);
  second = await ward.join(first, administratorId, 'Cart 2');
  await first.signIn(nora);
  await second.signIn(otto);
  await ward.allSynced(first, second);
}, 240_000);
afterAll(() => ward?.close());

/** A treatment that both computers have. */
async function treated(): Promise<string> {
  const recorded = await first.client['treatments.record']({
    ...said,
    ...noText,
    patientId,
    orderId,
  });
  await ward.allSynced(first, second);
  return valueOf(recorded).id;
}

type Change = Partial<typeof said & { doctorNotes: string }>;

async function correct(device: SyncDevice, treatmentRecordId: string, change: Change) {
  const { version } = valueOf(await device.client['treatments.get']({ treatmentRecordId }));
  const given = { treatmentRecordId, seen: version, reason: 'Mistyped', orderId };
  return valueOf(
    await device.client['treatments.correct']({ ...noText, ...said, ...given, ...change }),
  );
}

async function sign(device: SyncDevice, id: string) {
  const { version } = valueOf(await device.client['treatments.get']({ treatmentRecordId: id }));
  const records = [{ kind: 'treatment' as const, id, seen: version }];
  return valueOf(await device.client['signing.sign']({ records, pin: TEST_PIN }));
}

/** Two people work without a network; what was done on the first computer gets into the log first. */
const apart = (onFirst: () => Promise<unknown>, onSecond: () => Promise<unknown>) =>
  ward.apart([first, onFirst], [second, onSecond]);

async function openReview(device: SyncDevice) {
  const [review] = valueOf(await device.client['sync.reviews']({}));
  if (!review) throw new Error('There is nothing to settle');
  return review;
}

async function shown(device: SyncDevice, treatmentRecordId: string) {
  return valueOf(await device.client['treatments.get']({ treatmentRecordId }));
}

async function history(device: SyncDevice, id: string) {
  return valueOf(await device.client['signing.history']({ kind: 'treatment', id }));
}

async function sameEverywhere(): Promise<void> {
  await ward.allSynced(first, second);
  expect(await siteContent(second.database)).toEqual(await siteContent(first.database));
}

/** A record that was signed here while somebody corrected it there. */
async function signedMeanwhile(): Promise<string> {
  const id = await treated();
  await apart(
    () => sign(first, id),
    () => correct(second, id, { doctorNotes: 'Wetter' }),
  );
  return id;
}

test('what came for a record that was signed meanwhile is taken over as an amendment of who settles it', async () => {
  const id = await signedMeanwhile();
  const review = await openReview(first);
  expect(review).toMatchObject({
    choices: ['keepStanding', 'takeArriving', 'both'],
    signedChoices: ['takeArriving', 'both'],
    record: { words: 'Foam, 10 Mar 2026', orderId },
    standing: { userName: 'Nora Nurse', deviceName: 'Office' },
    arriving: { userName: 'Otto Olsen', deviceName: 'Cart 2' },
  });
  expect(review.names[orderId]).toMatch(/^Order /);
  const take = { reviewId: review.id, choice: 'takeArriving', note: 'Otto is right' } as const;
  expect(codeOf(await first.client['sync.settle'](take))).toBe('PinNeeded');
  expect(codeOf(await first.client['sync.settle']({ ...take, pin: '000000' }))).toBe('WrongPin');
  valueOf(await first.client['sync.settle']({ ...take, pin: TEST_PIN }));
  expect(await shown(first, id)).toMatchObject({ doctorNotes: 'Wetter', amendmentCount: 1 });
  const { amendments, signatures, original } = await history(first, id);
  expect(original).toMatchObject({ doctorNotes: null });
  expect(amendments).toMatchObject([{ kind: 'correction', amendedByName: 'Nora Nurse' }]);
  expect(amendments[0]?.reason).toMatch(
    /^Settled: Otto is right – Otto Olsen wrote this on .* without having seen what stands\.$/,
  );
  expect(signatures.at(-1)).toMatchObject({ meaning: 'amender', signerName: 'Nora Nurse' });
  await sameEverywhere();
  expect(await shown(second, id)).toMatchObject({ doctorNotes: 'Wetter' });
  expect(valueOf(await second.client['sync.review']({ reviewId: review.id }))).toMatchObject({
    choices: [],
    settlement: { choice: 'takeArriving', settledByName: 'Nora Nurse' },
  });
}, 120_000);

test('both: beside a signed record what came stands in words, and the record is shown as it was', async () => {
  const id = await signedMeanwhile();
  const { id: reviewId } = await openReview(second);
  valueOf(await second.client['sync.settle']({ reviewId, choice: 'both', pin: TEST_PIN }));
  expect(await shown(second, id)).toMatchObject({ doctorNotes: null, amendmentCount: 1 });
  const { amendments } = await history(second, id);
  expect(amendments).toMatchObject([{ kind: 'additionalFinding', amendedByName: 'Otto Olsen' }]);
  expect(amendments[0]?.note).toMatch(/^Otto Olsen wrote this on .*\nNotes: Wetter$/);
  await sameEverywhere();
}, 120_000);

test('both: of an unsigned record what came is kept in its history, and nothing else changes', async () => {
  const id = await treated();
  await apart(
    () => correct(first, id, { doctorNotes: 'Drier' }),
    () => correct(second, id, { doctorNotes: 'Wetter' }),
  );
  const { id: reviewId } = await openReview(first);
  valueOf(await first.client['sync.settle']({ reviewId, choice: 'both' }));
  expect(await shown(first, id)).toMatchObject({ doctorNotes: 'Drier', version: 3 });
  const versions = valueOf(await first.client['treatments.versions']({ treatmentRecordId: id }));
  expect(versions.map(({ version, record }) => [version, record.doctorNotes])).toEqual([
    [2, 'Wetter'],
    [1, null],
  ]);
  expect(versions[0]?.reason).toMatch(/Otto Olsen wrote this on/);
  await sameEverywhere();
}, 120_000);

test('a rule that is against it says so, and the entry stays in the list', async () => {
  const id = await treated();
  await apart(
    async () => {
      await correct(first, id, { doctorNotes: 'Drier' });
      const used = { ...said, ...noText, quantityUsed: 34, patientId, orderId };
      valueOf(await first.client['treatments.record'](used));
    },
    () => correct(second, id, { quantityUsed: 5 }),
  );
  const { id: reviewId } = await openReview(first);
  const reply = await first.client['sync.settle']({
    reviewId,
    choice: 'takeArriving',
    note: 'Five',
  });
  expect(reply).toMatchObject({ ok: false, failure: { code: 'NotPossible' } });
  expect(JSON.stringify(reply)).toMatch(/The order holds \d of this product, and 5 were used/);
  expect(await openReview(first)).toMatchObject({ id: reviewId, settlement: null });
  valueOf(await first.client['sync.settle']({ reviewId, choice: 'keepStanding' }));
  expect(await shown(first, id)).toMatchObject({ quantityUsed: 1, doctorNotes: 'Drier' });
  await sameEverywhere();
}, 120_000);

test('a signature is for nothing but what its signer saw: it is never taken over', async () => {
  const id = await treated();
  await second.client['session.signOut']({});
  const [nora] = await sqlRows<{ id: string }>(
    second.database,
    "SELECT id FROM users WHERE display_name = 'Nora Nurse'",
  );
  const [otto] = await sqlRows<{ id: string }>(
    second.database,
    "SELECT id FROM users WHERE display_name = 'Otto Olsen'",
  );
  await second.signIn(nora?.id ?? '');
  await apart(
    () => correct(first, id, { doctorNotes: 'Drier' }),
    () => sign(second, id),
  );
  const review = await openReview(first);
  expect(review.choices).toEqual(['keepStanding']);
  const take = { reviewId: review.id, choice: 'takeArriving', note: 'Signed' } as const;
  expect(await first.client['sync.settle'](take)).toMatchObject({
    failure: { code: 'NotPossible', message: /what its signer saw/ },
  });
  valueOf(await first.client['sync.settle']({ reviewId: review.id, choice: 'keepStanding' }));
  await sameEverywhere();
  expect(await shown(second, id)).toMatchObject({ signedAt: null, doctorNotes: 'Drier' });
  await second.signIn(otto?.id ?? '');
}, 120_000);

test('two people settle the same unseen: the first in the log has decided, the second becomes a note', async () => {
  const id = await treated();
  await apart(
    () => correct(first, id, { doctorNotes: 'Drier' }),
    () => correct(second, id, { doctorNotes: 'Wetter' }),
  );
  const { id: reviewId } = await openReview(first);
  await apart(
    async () =>
      valueOf(await first.client['sync.settle']({ reviewId, choice: 'keepStanding', note: 'A' })),
    async () =>
      valueOf(await second.client['sync.settle']({ reviewId, choice: 'takeArriving', note: 'B' })),
  );
  await sameEverywhere();
  expect(await shown(second, id)).toMatchObject({ doctorNotes: 'Drier', version: 2 });
  expect(valueOf(await second.client['sync.review']({ reviewId }))).toMatchObject({
    settlement: { choice: 'keepStanding', note: 'A', settledByName: 'Nora Nurse' },
  });
  const note = await openReview(second);
  expect(note).toMatchObject({
    kind: 'settledTwice',
    isBlocking: false,
    patientId,
    choices: ['noted'],
    rowKey: `["${reviewId}"]`,
    arriving: { userName: 'Otto Olsen' },
  });
  valueOf(await second.client['sync.settle']({ reviewId: note.id, choice: 'noted' }));
  await sameEverywhere();
  expect(valueOf(await first.client['sync.reviews']({}))).toEqual([]);
}, 120_000);

test('details of a patient are settled as a correction of the chart, and what stood is kept', async () => {
  const { patient } = valueOf(await first.client['patients.getChart']({ patientId }));
  const rename = async (device: SyncDevice, lastName: string) => {
    const { id, version, deceasedOn: _, ...details } = patient;
    const change = { ...details, patientId: id, seen: version, lastName };
    return valueOf(
      await device.client['patients.correct']({ ...change, confirmedNotDuplicate: true }),
    );
  };
  await apart(
    () => rename(first, 'Nunez'),
    () => rename(second, 'Nuñes'),
  );
  const reviews = valueOf(await first.client['sync.reviews']({}));
  const name = reviews.find(({ standing }) => standing.rows[0]?.values['last_name'] !== undefined);
  const reviewId = name?.id ?? '';
  const take = { reviewId, choice: 'takeArriving', note: 'Her passport says so' } as const;
  valueOf(await first.client['sync.settle'](take));
  const { patient: settled } = valueOf(await first.client['patients.getChart']({ patientId }));
  expect(settled).toMatchObject({ lastName: 'Nuñes' });
  const found = valueOf(await first.client['patients.find']({ text: 'nunes', limit: 5 }));
  expect(found.map((each) => each.id)).toEqual([patientId]);
  await sameEverywhere();
  const kept = await sqlRows<{ name: string }>(
    second.database,
    "SELECT details ->> 'lastName' AS name FROM patient_versions ORDER BY version",
  );
  expect(kept.map((each) => each.name)).toContain('Nunez');
}, 120_000);
