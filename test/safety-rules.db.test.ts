import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyPack } from '../shared/recalls/recalled-packs.ts';
import { openClinic } from './clinic.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
let supply: Awaited<ReturnType<TestCore['signIn']>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
  supply = await app.signIn('supply');
});
afterAll(() => app.close());

const rule = {
  productId: 'GAUZE',
  productClass: null,
  material: null,
  etiology: 'venous',
  infectionSign: 'pus',
  condition: 'Think twice',
  source: 'Policy 3',
  asOfOn: '2026-03-01',
} as const;
const recall = {
  productId: 'GAUZE',
  ...everyPack,
  reason: 'Not sterile',
  source: 'Maker',
  sinceOn: '2026-03-10',
} as const;

describe('a rule or a recall that cannot be is refused', () => {
  test.for<[string, 'contraindications.add' | 'recalls.add', object, string]>([
    ['about nothing', 'contraindications.add', { productId: null }, 'NoTarget'],
    ['about two things', 'contraindications.add', { material: 'silver' }, 'NoTarget'],
    ['about a product nobody has', 'contraindications.add', { productId: 'X' }, 'UnknownProduct'],
    ['of a day to come', 'contraindications.add', { asOfOn: '2026-03-11' }, 'ImpossibleDate'],
    ['of a sign nobody knows', 'contraindications.add', { infectionSign: 'glow' }, 'InvalidInput'],
    ['of a cause nobody knows', 'contraindications.add', { etiology: 'bad' }, 'InvalidInput'],
    ['without words', 'contraindications.add', { condition: ' ' }, 'InvalidInput'],
    ['without a source', 'contraindications.add', { source: '' }, 'InvalidInput'],
    ['a recall of nothing', 'recalls.add', { productId: 'X' }, 'UnknownProduct'],
    ['a recall to come', 'recalls.add', { sinceOn: '2026-03-11' }, 'ImpossibleDate'],
    [
      'a recall of an end without a beginning',
      'recalls.add',
      { lastLotNumber: 'B' },
      'InvalidInput',
    ],
    [
      'a recall of serials backwards',
      'recalls.add',
      { serialNumber: '9', lastSerialNumber: '1' },
      'InvalidInput',
    ],
    ['a recall without a reason', 'recalls.add', { reason: '' }, 'InvalidInput'],
  ])('%s', async ([, operation, change, code]) => {
    const typed = operation === 'recalls.add' ? recall : rule;
    const reply = await app.core.dispatch(app.administrator, operation, { ...typed, ...change });
    expect(codeOf(reply)).toBe(code);
    expect(app.incidents).toEqual([]);
  });

  test('rules are the administrator’s, recalls and products the supply coordinator’s too', async () => {
    expect(codeOf(await supply.client['contraindications.add'](rule))).toBe('Forbidden');
    expect(codeOf(await clinic.client['recalls.add'](recall))).toBe('Forbidden');
    expect(codeOf(await supply.client['recalls.add'](recall))).toBe('ok');
    expect(codeOf(await clinic.client['contraindications.list']({}))).toBe('ok');
  });
});

test('a rule that is taken out of force stays readable and stops nothing; an old version is stale', async () => {
  const added = valueOf(await app.client['contraindications.add'](rule));
  const change = { contraindicationId: added.id, seen: 1, ...rule, isActive: false };
  const ended = valueOf(await app.client['contraindications.correct'](change));
  expect(ended).toMatchObject({ isActive: false, version: 2, isExample: false });
  const stale = await app.client['contraindications.correct'](change);
  expect(stale).toMatchObject({ failure: { code: 'Stale', details: { version: 2 } } });
  const rules = valueOf(await app.client['contraindications.list']({}));
  expect(rules.at(-1)).toEqual(ended);
  expect(rules.filter(({ isExample }) => isExample).length).toBeGreaterThanOrEqual(3);
});

test('a recall stops a use until it no longer holds', async () => {
  const { patient, treatment } = clinic;
  const { orderId } = treatment;
  const ask = { patientId: patient.id, orderId, productId: 'FOAM-6X6', woundId: null };
  const kinds = async () =>
    valueOf(await clinic.client['safety.check'](ask)).concerns.map(({ kind }) => kind);
  const entered = valueOf(await supply.client['recalls.add']({ ...recall, productId: 'FOAM-6X6' }));
  expect(entered.productName).toBe('Foam Wound Dressing 6x6');
  expect(await kinds()).toEqual(['recalled']);
  const { id, productName: _, version, ...typed } = entered;
  const back = { recallId: id, seen: version, ...typed, isActive: false };
  valueOf(await supply.client['recalls.correct'](back));
  expect(await kinds()).toEqual([]);
  expect(codeOf(await supply.client['recalls.correct'](back))).toBe('Stale');
});

test('a product keeps what is known of it, and an old version changes nothing', async () => {
  const [gauze] = valueOf(await supply.client['products.find']({ text: 'gauze' }));
  if (!gauze) throw new Error('there is gauze');
  const { id, sku: _, stockedSince: __, version, ...facts } = gauze;
  expect(facts).toMatchObject({ materials: null, productClass: null, packageMm2: null });
  const known = { ...facts, materials: ['silver', 'silver', 'adhesive'] as const };
  const change = { productId: id, seen: version, ...known, otherMaterials: ' Lanolin ' };
  const typed = { ...change, materials: [...known.materials], packageMm2: 10_000 };
  const saved = valueOf(await supply.client['products.correct'](typed));
  expect(saved).toMatchObject({
    materials: ['silver', 'adhesive'],
    otherMaterials: 'Lanolin',
    packageMm2: 10_000,
    version: version + 1,
  });
  expect(codeOf(await supply.client['products.correct'](typed))).toBe('Stale');
  expect(valueOf(await supply.client['products.find']({ text: 'gauze' }))).toEqual([saved]);
  for (const wrong of [{ packageMm2: 0 }, { materials: ['gold'] }, { name: '' }])
    expect(
      codeOf(await app.core.dispatch(supply.session, 'products.correct', { ...typed, ...wrong })),
    ).toBe('InvalidInput');
});

test('ordering warns whoever may read the chart by name, and others without it', async () => {
  const { client, patient } = clinic;
  const added = valueOf(
    await client['allergies.add']({ patientId: patient.id, substance: 'Adhesive tape' }),
  );
  const ask = { patientId: patient.id, productIds: ['GAUZE', 'FOAM-6X6'] };
  const toNurse = valueOf(await client['safety.checkOrder'](ask));
  expect(toNurse.find(({ productId }) => productId === 'GAUZE')?.concerns).toEqual([
    { kind: 'allergy', about: 'Adhesive tape – this product contains adhesive' },
  ]);
  expect(toNurse.find(({ productId }) => productId === 'FOAM-6X6')?.concerns).toEqual([]);
  const toSupply = valueOf(await supply.client['safety.checkOrder'](ask));
  expect(JSON.stringify(toSupply)).not.toMatch(/tape|adhesive/i);
  expect(toSupply.find(({ productId }) => productId === 'GAUZE')?.concerns).toHaveLength(1);
  await client['allergies.remove']({ allergyId: added.id, reason: 'End of the test' });
});
