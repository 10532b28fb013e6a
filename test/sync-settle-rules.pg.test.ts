import { afterAll, beforeAll, expect, test } from 'vitest';
import { noFindings } from './assessed.ts';
import { addPayerNamed, typedCoverage } from './billing-parties.ts';
import { valueOf } from './core.ts';
import { siteContent, type SyncDevice } from './sync-device.ts';
import { openSyncWard, type SyncWard } from './sync-ward.ts';

let ward: SyncWard;
let first: SyncDevice;
let second: SyncDevice;
let patientId: string;
let payerId: string;

beforeAll(async () => {
  ward = await openSyncWard();
  first = await ward.newComputer();
  const administratorId = await first.setUp();
  for (const sku of ['FOAM-6X6', 'GAUZE'])
    valueOf(await first.client['products.add']({ sku, name: sku }));
  const registered = await first.client['patients.create']({
    mrn: 'T-1',
    firstName: 'Maria',
    lastName: 'Núñez',
    birthOn: '1950-02-28',
    sex: 'female',
    confirmedNotDuplicate: true,
  });
  patientId = valueOf(registered).id;
  payerId = (await addPayerNamed(first, 'Blue Plan')).id;
  await ward.found(first);
  second = await ward.join(first, administratorId, 'Cart 2');
  await ward.allSynced(first, second);
}, 240_000);
afterAll(() => ward?.close());

const apart = (onFirst: () => Promise<unknown>, onSecond: () => Promise<unknown>) =>
  ward.apart([first, onFirst], [second, onSecond]);

/** What came second, as it is to be settled. */
async function openReview() {
  const reviews = valueOf(await first.client['sync.reviews']({}));
  const [review] = reviews;
  expect(reviews).toHaveLength(1);
  if (!review) throw new Error('There is nothing to settle');
  expect(review).toMatchObject({ choices: ['keepStanding', 'takeArriving'], signedChoices: [] });
  return review.id;
}

function take(reviewId: string) {
  return first.client['sync.settle']({ reviewId, choice: 'takeArriving', note: 'They are right' });
}

async function taken(): Promise<void> {
  valueOf(await take(await openReview()));
  await sameEverywhere();
}

/** What is against it is told in words, and nothing is written; then what stands is kept. */
async function refused(words: RegExp): Promise<void> {
  const reviewId = await openReview();
  const before = await siteContent(first.database);
  const reply = await take(reviewId);
  expect(reply).toMatchObject({ ok: false, failure: { code: 'NotPossible', message: words } });
  const { audit_events: _, ...after } = await siteContent(first.database);
  expect(before).toMatchObject(after);
  valueOf(await first.client['sync.settle']({ reviewId, choice: 'keepStanding' }));
  await sameEverywhere();
}

async function sameEverywhere(): Promise<void> {
  await ward.allSynced(first, second);
  expect(await siteContent(second.database)).toEqual(await siteContent(first.database));
}

const ordered = (quantity: number, productId = 'FOAM-6X6') => ({
  orderedOn: '2026-03-01',
  lines: [{ productId, quantity }],
});

async function draft(): Promise<string> {
  const made = await first.client['orders.create']({ patientId, ...ordered(4), isDraft: true });
  await ward.allSynced(first, second);
  return valueOf(made).id;
}

const orderOf = async (orderId: string) =>
  valueOf(await first.client['orders.get']({ orderId })).order;

test('a draft that two people changed gets the lines of the side that is taken', async () => {
  const orderId = await draft();
  const change = (on: SyncDevice, quantity: number, sku?: string) => async () =>
    valueOf(await on.client['orders.changeDraft']({ orderId, seen: 1, ...ordered(quantity, sku) }));
  await apart(change(first, 5), change(second, 6, 'GAUZE'));
  expect((await orderOf(orderId)).lines).toMatchObject([{ quantityOrdered: 5 }]);
  await taken();
  const { lines, status, version } = await orderOf(orderId);
  expect(lines).toMatchObject([{ productId: 'GAUZE', quantityOrdered: 6 }]);
  expect({ status, version }).toEqual({ status: 'draft', version: 3 });
}, 120_000);

test('a draft that was placed meanwhile stays as it was placed', async () => {
  const orderId = await draft();
  await apart(
    async () =>
      valueOf(await first.client['orders.place']({ orderId, seen: 1, orderedOn: '2026-03-02' })),
    async () =>
      valueOf(await second.client['orders.changeDraft']({ orderId, seen: 1, ...ordered(6) })),
  );
  await refused(/This order is no draft any more/);
  expect((await orderOf(orderId)).lines).toMatchObject([{ quantityOrdered: 4 }]);
}, 120_000);

test('an order is cancelled by whoever settles it, with whose wish it was', async () => {
  const orderId = await draft();
  const cancel = { orderId, seen: 1, reason: 'Ordered twice' };
  await apart(
    async () =>
      valueOf(await first.client['orders.changeDraft']({ orderId, seen: 1, ...ordered(5) })),
    async () => valueOf(await second.client['orders.cancel'](cancel)),
  );
  await taken();
  const { status, cancelReason } = await orderOf(orderId);
  expect(status).toBe('cancelled');
  expect(cancelReason).toMatch(/^Settled: They are right – .* without having seen what stands\.$/);
}, 120_000);

const diabetes = {
  diagnosisCode: 'E11.621',
  words: 'Diabetes with foot ulcer',
  onsetOn: '2020-01-01',
  endedOn: null,
};

async function listed(words: string): Promise<string> {
  const added = await first.client['conditions.add']({
    patientId,
    ...diabetes,
    diagnosisCode: null,
    words,
  });
  await ward.allSynced(first, second);
  return valueOf(added).id;
}

async function conditionOf(conditionId: string) {
  const all = valueOf(await first.client['conditions.list']({ patientId }));
  return all.find(({ id }) => id === conditionId);
}

test('the end of a condition is taken over, and what stood is kept in its history', async () => {
  const conditionId = await listed('Anaemia');
  const typed = { ...diabetes, diagnosisCode: null, words: 'Severe anaemia' };
  await apart(
    async () =>
      valueOf(await first.client['conditions.correct']({ conditionId, seen: 1, ...typed })),
    async () =>
      valueOf(
        await second.client['conditions.end']({ conditionId, seen: 1, endedOn: '2024-05-01' }),
      ),
  );
  await taken();
  expect(await conditionOf(conditionId)).toMatchObject({
    words: 'Severe anaemia',
    endedOn: '2024-05-01',
    version: 3,
  });
  const versions = valueOf(await first.client['conditions.versions']({ conditionId }));
  expect(versions.map(({ condition }) => [condition.words, condition.endedOn])).toEqual([
    ['Severe anaemia', null],
    ['Anaemia', null],
  ]);
}, 120_000);

test('an end before the onset that was corrected meanwhile is not taken over', async () => {
  const conditionId = await listed('Gout');
  const typed = { ...diabetes, diagnosisCode: null, words: 'Gout', onsetOn: '2024-06-01' };
  await apart(
    async () =>
      valueOf(await first.client['conditions.correct']({ conditionId, seen: 1, ...typed })),
    async () =>
      valueOf(
        await second.client['conditions.end']({ conditionId, seen: 1, endedOn: '2024-05-01' }),
      ),
  );
  await refused(/The end is before the onset/);
  expect(await conditionOf(conditionId)).toMatchObject({ endedOn: null, version: 2 });
}, 120_000);

test('an insurance is corrected by its own rules: whose turn it is must stay clear', async () => {
  const added = await first.client['coverages.add']({ patientId, ...typedCoverage, payerId });
  const { id: coverageId } = valueOf(added);
  await ward.allSynced(first, second);
  const correct = (on: SyncDevice, over: object) => async () =>
    valueOf(
      await on.client['coverages.correct']({
        coverageId,
        seen: 1,
        ...typedCoverage,
        payerId,
        ...over,
      }),
    );
  await apart(
    async () => {
      await correct(first, { memberId: 'M-200' })();
      const next = { ...typedCoverage, payerId, priority: 2, memberId: 'M-300' } as const;
      valueOf(await first.client['coverages.add']({ patientId, ...next }));
    },
    correct(second, { priority: 2, groupNumber: 'G-1' }),
  );
  await refused(/Another insurance of this patient has the same turn/);
  const [standing] = valueOf(await first.client['coverages.list']({ patientId }));
  expect(standing).toMatchObject({ priority: 1, memberId: 'M-200', groupNumber: null, version: 2 });
}, 120_000);

async function newWound() {
  const registered = await first.client['wounds.register']({
    patientId,
    bodySite: 'sacrum',
    laterality: 'midline',
    bodyView: 'back',
    etiology: 'pressure',
    careStartedOn: '2026-01-05',
  });
  await ward.allSynced(first, second);
  return valueOf(registered);
}

const close = (on: SyncDevice, woundId: string, endedOn: string) => async () =>
  valueOf(
    await on.client['wounds.close']({ woundId, seen: 1, endedOn, endReason: 'healed' as const }),
  );

test('a wound that was corrected meanwhile is healed all the same, once somebody takes that', async () => {
  const { id: woundId, ...wound } = await newWound();
  const place = { bodySite: 'sacrum', laterality: 'midline', bodyView: 'back' } as const;
  const { siteDetail, etiology, etiologyDetail, diagnosisCode, onsetOn, isOnsetEstimated } = wound;
  const rest = { siteDetail, etiology, etiologyDetail, diagnosisCode, onsetOn, isOnsetEstimated };
  await apart(
    async () =>
      valueOf(
        await first.client['wounds.correct']({
          woundId,
          seen: 1,
          reason: 'Looked closer',
          ...place,
          ...rest,
          siteDetail: 'Left of the middle',
        }),
      ),
    close(second, woundId, '2026-02-01'),
  );
  await taken();
  expect(valueOf(await first.client['wounds.get']({ woundId }))).toMatchObject({
    siteDetail: 'Left of the middle',
    status: 'healed',
    statusOn: '2026-02-01',
    episodes: [{ endedOn: '2026-02-01', endReason: 'healed' }],
  });
}, 120_000);

test('of two ends of care the day that is taken stands, unless somebody assessed the wound later', async () => {
  const { id: woundId } = await newWound();
  valueOf(
    await first.client['assessments.record']({ woundId, ...noFindings, assessedOn: '2026-01-20' }),
  );
  await ward.allSynced(first, second);
  const { version: seen } = valueOf(await first.client['wounds.get']({ woundId }));
  expect(seen).toBe(1);
  await apart(close(first, woundId, '2026-02-01'), close(second, woundId, '2026-02-03'));
  await taken();
  expect(valueOf(await first.client['wounds.get']({ woundId }))).toMatchObject({
    statusOn: '2026-02-03',
    episodes: [{ endedOn: '2026-02-03' }],
  });
}, 120_000);

test('care does not end before an assessment that somebody recorded meanwhile', async () => {
  const { id: woundId } = await newWound();
  await apart(
    async () => {
      const { version } = valueOf(await first.client['wounds.get']({ woundId }));
      const late = { woundId, ...noFindings, assessedOn: '2026-02-10' };
      valueOf(await first.client['assessments.record'](late));
      valueOf(
        await first.client['wounds.close']({
          woundId,
          seen: version,
          endedOn: '2026-02-11',
          endReason: 'healed',
        }),
      );
    },
    close(second, woundId, '2026-02-01'),
  );
  await refused(/assess/);
  expect(valueOf(await first.client['wounds.get']({ woundId }))).toMatchObject({
    statusOn: '2026-02-11',
  });
}, 120_000);
