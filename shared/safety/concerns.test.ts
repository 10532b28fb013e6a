import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyPack } from '../recalls/recalled-packs.ts';
import { areaMismatch } from '../treatments/opened-area.ts';
import { concernsOf, type ProductUse } from './concerns.ts';

const plain: ProductUse = {
  product: {
    sku: 'FOAM',
    name: 'Foam',
    materials: [],
    otherMaterials: null,
    productClass: 'dressing',
  },
  allergies: [],
  wound: null,
  infectionSigns: null,
  contraindications: [],
  recalls: [],
  isOnOrder: true,
  quantityUsed: 1,
  lotNumber: null,
  serialNumber: null,
  stock: null,
  serialUsedOn: [],
  expiresOn: null,
  dateApplied: '2026-03-10',
  deceasedOn: null,
};

const kindsOf = (use: Partial<ProductUse>) =>
  concernsOf({ ...plain, ...use }).map(({ kind }) => kind);

test('what stock says stands behind what forbids the package, and before what the chart says', () => {
  const stock = { shelfPieces: 0, quarantined: [], keptForOthers: [], expiresOn: null };
  const use = { stock, expiresOn: '2026-03-09', isOnOrder: false, deceasedOn: '2026-03-01' };
  expect(kindsOf(use)).toEqual(['expired', 'shortInStock', 'notOnOrder', 'deceased']);
  expect(kindsOf({ stock: { ...stock, shelfPieces: 1 } })).toEqual([]);
});

test('nothing known speaks against a plain dressing from an order', () => {
  expect(concernsOf(plain)).toEqual([]);
});

describe('allergies and objections', () => {
  const silver = { ...plain.product, materials: ['silver'] as const };
  test.for<[string, Partial<ProductUse>, readonly string[]]>([
    [
      'an allergy to a material',
      { product: silver, allergies: [{ substance: 'Silver', kind: 'allergy' }] },
      ['Silver – this product contains silver'],
    ],
    [
      'both animals that "animal products" means, on one line',
      {
        product: { ...plain.product, materials: ['bovine', 'porcine'] },
        allergies: [{ substance: 'Animal products', kind: 'objection' }],
      },
      ['Animal products – this product contains material from cattle and material from pigs'],
    ],
    [
      'a name that mentions it, where nobody said what the product is made of',
      {
        product: { ...plain.product, name: 'Silver foam', materials: null },
        allergies: [{ substance: 'Silver', kind: 'intolerance' }],
      },
      ['Silver – the name of this product mentions it'],
    ],
    [
      'the name and the material are said once',
      {
        product: { ...silver, name: 'Silver foam' },
        allergies: [{ substance: 'Silver', kind: 'allergy' }],
      },
      ['Silver – this product contains silver'],
    ],
    ['an allergy to something else', { allergies: [{ substance: 'Silver', kind: 'allergy' }] }, []],
  ])('%s', ([, use, about]) => {
    expect(concernsOf({ ...plain, ...use }).map((each) => each.about)).toEqual(about);
  });
});

describe('the day of use', () => {
  test.for<[string, Partial<ProductUse>, readonly string[]]>([
    ['on the expiry date', { expiresOn: '2026-03-10' }, []],
    ['the day after it', { expiresOn: '2026-03-09' }, ['expired']],
    ['on the day of death', { deceasedOn: '2026-03-10' }, []],
    ['the day after it', { deceasedOn: '2026-03-09' }, ['deceased']],
    [
      'on the day the wound healed',
      { wound: { etiology: 'venous', status: 'healed', statusOn: '2026-03-10' } },
      [],
    ],
    [
      'the day after it',
      { wound: { etiology: 'venous', status: 'healed', statusOn: '2026-03-09' } },
      ['healedWound'],
    ],
    [
      'after care ended for another reason',
      { wound: { etiology: 'venous', status: 'closed', statusOn: '2026-03-09' } },
      ['healedWound'],
    ],
    [
      'a wound in care',
      { wound: { etiology: 'venous', status: 'open', statusOn: '2026-03-01' } },
      [],
    ],
  ])('%s', ([, use, kinds]) => expect(kindsOf(use)).toEqual(kinds));
});

describe('recalls', () => {
  const recall = (lotNumber: string | null) => ({ ...everyPack, lotNumber, reason: 'Leaks' });
  test.for<[string, string | null, string | null, boolean]>([
    ['every lot', null, 'A1', true],
    ['every lot, lot not said', null, null, true],
    ['the same lot', 'A1', 'A1', true],
    ['the same lot as somebody else spells it', 'AB-12 3', 'ab 123', true],
    ['another lot', 'A1', 'A11', false],
    ['one lot, lot not said', 'A1', null, true],
  ])('%s', ([, recalled, lotNumber, isMet]) => {
    expect(kindsOf({ recalls: [recall(recalled)], lotNumber })).toEqual(isMet ? ['recalled'] : []);
  });

  test('a range of lots with one serial is named as it was entered', () => {
    const range = { ...recall('A1'), lastLotNumber: 'A9', serialNumber: '7' };
    const aboutOf = (serialNumber: string | null) =>
      concernsOf({ ...plain, recalls: [range], lotNumber: 'a-5', serialNumber }).map(
        ({ about }) => about,
      );
    expect(aboutOf('7')).toEqual(['lots A1 to A9, serial 7: Leaks']);
    expect(aboutOf(null)).toEqual(aboutOf('7'));
    expect(aboutOf('8')).toEqual([]);
  });
});

describe('contraindications', () => {
  const rule = {
    productId: null,
    productClass: null,
    material: null,
    etiology: null,
    infectionSign: null,
    condition: 'Think',
    source: 'Policy',
    asOfOn: '2026-01-01',
    isExample: false,
  } as const;
  const wound = { etiology: 'arterial', status: 'open', statusOn: '2026-01-01' } as const;
  type Rule = ProductUse['contraindications'][number];
  test.for<[string, Partial<Rule>, Partial<ProductUse>, boolean]>([
    ['a product, always', { productId: 'FOAM' }, {}, true],
    ['another product', { productId: 'FOAM-2' }, {}, false],
    ['its class', { productClass: 'dressing' }, {}, true],
    ['another class', { productClass: 'compression' }, {}, false],
    ['a material that it has not', { material: 'silver' }, {}, false],
    [
      'its class on this cause',
      { productClass: 'dressing', etiology: 'arterial' },
      { wound },
      true,
    ],
    ['on another cause', { productClass: 'dressing', etiology: 'venous' }, { wound }, false],
    ['on a cause, without a wound', { productClass: 'dressing', etiology: 'venous' }, {}, false],
    [
      'a sign that was seen',
      { productClass: 'dressing', infectionSign: 'pus' },
      { wound, infectionSigns: ['pus'] },
      true,
    ],
    [
      'a sign that was not seen',
      { productClass: 'dressing', infectionSign: 'pus' },
      { wound, infectionSigns: ['fever'] },
      false,
    ],
    [
      'a level, by a graver sign',
      { productClass: 'dressing', infectionSign: 'spreading' },
      { wound, infectionSigns: ['fever'] },
      true,
    ],
    [
      'a level, by a lesser sign',
      { productClass: 'dressing', infectionSign: 'spreading' },
      { wound, infectionSigns: ['pus'] },
      false,
    ],
    [
      'a sign where nobody looked',
      { productClass: 'dressing', infectionSign: 'local' },
      { wound, infectionSigns: null },
      false,
    ],
  ])('%s', ([, change, use, isMet]) => {
    const kinds = kindsOf({ contraindications: [{ ...rule, ...change }], ...use });
    expect(kinds).toEqual(isMet ? ['contraindication'] : []);
  });

  test('an example says that it is one, with its source', () => {
    const contraindications = [{ ...rule, productId: 'FOAM', isExample: true }];
    expect(concernsOf({ ...plain, contraindications })[0]?.about).toBe(
      'Think (example rule; Policy, as of 2026-01-01)',
    );
  });
});

test('several concerns are named together, the gravest first', () => {
  const use: Partial<ProductUse> = {
    product: { ...plain.product, materials: ['latex'] },
    allergies: [{ substance: 'Latex', kind: 'allergy' }],
    recalls: [{ ...everyPack, reason: 'Leaks' }],
    isOnOrder: false,
    expiresOn: '2026-01-01',
  };
  expect(kindsOf(use)).toEqual(['allergy', 'recalled', 'expired', 'notOnOrder']);
});

test('applied and discarded area agree exactly when they are what was opened', () => {
  const area = integer({ min: 0, max: 100_000 });
  assert(
    property(integer({ min: 1, max: 20 }), area, area, (quantityUsed, one, other) => {
      const packageMm2 = 1 + ((one + other) % 5000);
      const opened = packageMm2 * quantityUsed;
      const appliedMm2 = Math.min(one, opened);
      const use = { packageMm2, quantityUsed, appliedMm2 };
      expect(areaMismatch({ ...use, discardedMm2: opened - appliedMm2 })).toBeNull();
      expect(areaMismatch({ ...use, discardedMm2: opened - appliedMm2 + 1 })).toEqual({
        openedMm2: opened,
        accountedMm2: opened + 1,
      });
    }),
  );
});

test('areas that nobody said, and packages of unknown size, add up to nothing', () => {
  const use = { packageMm2: 400, quantityUsed: 1, appliedMm2: null, discardedMm2: null };
  expect(areaMismatch(use)).toBeNull();
  expect(areaMismatch({ ...use, packageMm2: null, appliedMm2: 5 })).toBeNull();
  expect(areaMismatch({ ...use, discardedMm2: 400 })).toBeNull();
});
