import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRows, codeOf, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let supply: Awaited<ReturnType<TestCore['signIn']>>;
beforeAll(async () => {
  app = await openTestCore();
  supply = await app.signIn('supply');
});
afterAll(() => app.close());

const MISSING = '0199aaaa-0000-7000-8000-00000000dead';
const GTIN = '08806388269617';

const everything = {
  sku: 'AMNION-4X4',
  name: 'Amniotic membrane 4 x 4 cm',
  maker: 'Meadowlark Tissue',
  hcpcsCode: 'Q4100',
  billingUnit: 'cm2',
  productClass: 'skinSubstitute',
  isBiologic: false,
  materials: ['human'],
  otherMaterials: 'Glycerol',
  piecesPerPack: 5,
  packageMm2: 1600,
  storageNeed: 'frozen',
  storageNote: 'Below -40 °C',
  reorderLevel: 4,
} as const;

async function idOf(sku: string): Promise<string> {
  const all = valueOf(await supply.client['products.list']({ includeInactive: true }));
  return all.find((each) => each.sku === sku)?.id ?? MISSING;
}

/** Adds a product of that SKU; its id. */
async function added(sku: string, more: object = {}): Promise<string> {
  const reply = await app.core.dispatch(supply.session, 'products.add', {
    sku,
    name: `Product ${sku}`,
    ...more,
  });
  return (valueOf(reply) as { id: string }).id;
}

test('a product is added with everything that is known of it, and found by its maker', async () => {
  const identifiers = [
    { issuer: 'gs1', deviceIdentifier: '8806388269617', pieces: 1 },
    { issuer: 'hibc', deviceIdentifier: '+A123BJC5D6E71G', pieces: 5 },
  ] as const;
  const { materials, ...rest } = everything;
  const given = { ...rest, materials: [...materials], identifiers: [...identifiers] };
  const product = valueOf(await supply.client['products.add'](given));
  const known = { ...everything, isActive: true, stockedSince: null, version: 1 };
  expect(product).toEqual({ id: product.id, ...known });
  const page = valueOf(await supply.client['products.get']({ productId: product.id }));
  const { identifiers: kept, ...same } = page;
  expect(same).toEqual(product);
  expect(kept.map(({ id: _, ...each }) => each)).toEqual([
    { issuer: 'gs1', deviceIdentifier: GTIN, pieces: 1 },
    { issuer: 'hibc', deviceIdentifier: 'A123BJC5D6E71', pieces: 5 },
  ]);
  expect(valueOf(await supply.client['products.find']({ text: 'meadow 4' }))).toEqual([product]);
});

test('a correction says everything anew, and what it leaves unsaid is refused', async () => {
  const productId = await added('FILM');
  const { identifiers: _, ...film } = valueOf(await supply.client['products.get']({ productId }));
  const { id: __, sku: ___, stockedSince: ____, version: seen, ...facts } = film;
  const change = { productId, seen, ...facts, maker: 'Clearbrook', reorderLevel: 12 };
  for (const field of ['maker', 'piecesPerPack', 'isBiologic', 'storageNote', 'reorderLevel']) {
    const without = Object.fromEntries(Object.entries(change).filter(([key]) => key !== field));
    const reply = await app.core.dispatch(supply.session, 'products.correct', without);
    expect(codeOf(reply), field).toBe('InvalidInput');
  }
  const saved = valueOf(await supply.client['products.correct'](change));
  expect(saved).toEqual({ ...film, maker: 'Clearbrook', reorderLevel: 12, version: 2 });
  expect(valueOf(await supply.client['products.find']({ text: 'clearb' }))).toEqual([saved]);
});

test.for([
  ['no pieces in a pack', { piecesPerPack: 0 }],
  ['half a piece in a pack', { piecesPerPack: 2.5 }],
  ['more pieces than a truck holds', { piecesPerPack: 100_001 }],
  ['a reorder level of nothing', { reorderLevel: 0 }],
  ['a maker longer than its column', { maker: 'x'.repeat(201) }],
  ['a storage note longer than its column', { storageNote: 'x'.repeat(301) }],
  ['a storage need that nobody knows', { storageNeed: 'lukewarm' }],
  ['an area of nothing', { packageMm2: 0 }],
  ['a material that nobody knows', { materials: ['gold'] }],
  ['a GTIN with a wrong check digit', { issuer: 'gs1', deviceIdentifier: '08806388269618' }],
  ['a GTIN that is too short', { issuer: 'gs1', deviceIdentifier: '0880638' }],
  ['a HIBC with a wrong check character', { issuer: 'hibc', deviceIdentifier: '+A123BJC5D6E71H' }],
  ['a HIBC without unit of measure', { issuer: 'hibc', deviceIdentifier: 'A123' }],
  ['an identifier of no issuer', { issuer: 'upc', deviceIdentifier: GTIN }],
  ['an empty identifier', { issuer: 'iccbba', deviceIdentifier: '=/' }],
  ['a package of no pieces', { issuer: 'gs1', deviceIdentifier: GTIN, pieces: 0 }],
] as const)('a product with %s is refused and not there', async ([, wrong]) => {
  const identified = 'issuer' in wrong ? { identifiers: [wrong] } : wrong;
  const before = await allRows(app.database, 'products');
  const reply = await app.core.dispatch(supply.session, 'products.add', {
    sku: 'WRONG',
    name: 'Wrong',
    ...identified,
  });
  expect(codeOf(reply)).toBe('InvalidInput');
  expect(await allRows(app.database, 'products')).toEqual(before);
});

test('one identifier in two spellings is refused as named twice', async () => {
  const identifiers = [
    { issuer: 'gs1', deviceIdentifier: '00012345678905' },
    { issuer: 'gs1', deviceIdentifier: '012345678905' },
  ];
  const reply = await app.core.dispatch(supply.session, 'products.add', {
    sku: 'TWICE',
    name: 'Twice',
    identifiers,
  });
  expect(messageOf(reply)).toMatch(/names a device identifier twice/);
});

test('an identifier is of one product only, and a refusal says of which', async () => {
  const productId = await added('OTHER');
  const before = await allRows(app.database, 'productIdentifiers');
  const identifier = { issuer: 'gs1', deviceIdentifier: '8806388269617' } as const;
  const replies = [
    await supply.client['products.addIdentifier']({ productId, identifier }),
    await supply.client['products.add']({ sku: 'NEW', name: 'New', identifiers: [identifier] }),
  ];
  for (const reply of replies)
    expect(reply).toMatchObject({
      ok: false,
      failure: {
        code: 'IdentifierTaken',
        message: `${GTIN} is a device identifier of Amniotic membrane 4 x 4 cm (AMNION-4X4) already.`,
        details: { deviceIdentifier: GTIN, product: { sku: 'AMNION-4X4' } },
      },
    });
  expect(await allRows(app.database, 'productIdentifiers')).toEqual(before);
  expect(await idOf('NEW')).toBe(MISSING);
});

test('an identifier is found however its label writes it, until it is taken off the product', async () => {
  const productId = await added('FOAM');
  const find = async (issuer: 'gs1' | 'hibc' | 'iccbba', deviceIdentifier: string) =>
    valueOf(await supply.client['products.findByIdentifier']({ issuer, deviceIdentifier }));
  for (const [issuer, deviceIdentifier] of [
    ['gs1', '96385074'],
    ['hibc', 'H123PARTNO1234570'],
    ['iccbba', '=/A9999XYZ100T0479'],
  ] as const) {
    const identifier = { issuer, deviceIdentifier, pieces: 10 };
    const page = valueOf(await supply.client['products.addIdentifier']({ productId, identifier }));
    expect(page.identifiers.at(-1)).toBeDefined();
    const found = await find(issuer, deviceIdentifier);
    expect(found).toMatchObject({ product: { id: productId }, pieces: 10 });
  }
  expect(await find('gs1', '00000096385074')).toMatchObject({ pieces: 10 });
  expect(await find('iccbba', 'A9999XYZ100T0479')).toMatchObject({ pieces: 10 });
  expect(await find('hibc', '00000096385074')).toBeNull();
  expect(await find('gs1', 'not a GTIN')).toBeNull();

  const { identifiers } = valueOf(await supply.client['products.get']({ productId }));
  const gtin = identifiers.find(({ issuer }) => issuer === 'gs1');
  const goes = { productId, identifierId: gtin?.id ?? '' };
  const of = { ...goes, productId: await idOf('AMNION-4X4') };
  expect(codeOf(await supply.client['products.removeIdentifier'](of))).toBe('UnknownIdentifier');
  const left = valueOf(await supply.client['products.removeIdentifier'](goes));
  expect(left.identifiers.map(({ issuer }) => issuer)).toEqual(['hibc', 'iccbba']);
  expect(await find('gs1', '96385074')).toBeNull();
  expect(codeOf(await supply.client['products.removeIdentifier'](goes))).toBe('UnknownIdentifier');
});

test('stock of a product is kept from when somebody says so, and saying so again changes nothing', async () => {
  const productId = await added('STOCKED');
  const first = valueOf(await supply.client['products.keepInStock']({ productId }));
  expect(first).toMatchObject({ stockedSince: app.clock.now.toISOString(), version: 2 });
  app.clock.now = new Date(app.clock.now.getTime() + 60_000);
  expect(valueOf(await supply.client['products.keepInStock']({ productId }))).toEqual(first);
});

test('a product that is no longer ordered is found only by whoever asks for such', async () => {
  const productId = await added('RETIRED');
  const { identifiers: _, ...retired } = valueOf(
    await supply.client['products.get']({ productId }),
  );
  const { id: __, sku: ___, stockedSince: ____, version: seen, ...facts } = retired;
  valueOf(await supply.client['products.correct']({ ...facts, productId, seen, isActive: false }));
  const skus = async (includeInactive: boolean) => {
    const found = valueOf(
      await supply.client['products.find']({ text: 'retired', includeInactive }),
    );
    return found.map(({ sku }) => sku);
  };
  expect(await skus(false)).toEqual([]);
  expect(await skus(true)).toEqual(['RETIRED']);
});

test('of a product that is not there every command says so', async () => {
  const productId = MISSING;
  const identifier = { issuer: 'gs1', deviceIdentifier: GTIN } as const;
  for (const reply of [
    await supply.client['products.get']({ productId }),
    await supply.client['products.addIdentifier']({ productId, identifier }),
    await supply.client['products.removeIdentifier']({ productId, identifierId: MISSING }),
    await supply.client['products.keepInStock']({ productId }),
  ])
    expect(codeOf(reply)).toBe('UnknownProduct');
});

test('a nurse reads the catalogue and changes nothing of it', async () => {
  const { client } = await app.signIn('nurse');
  const productId = await idOf('AMNION-4X4');
  const identifier = { issuer: 'gs1', deviceIdentifier: '012345678905' } as const;
  expect(valueOf(await client['products.get']({ productId })).identifiers).toHaveLength(2);
  for (const reply of [
    await client['products.add']({ sku: 'NURSE', name: 'Nurse' }),
    await client['products.addIdentifier']({ productId, identifier }),
    await client['products.removeIdentifier']({ productId, identifierId: MISSING }),
    await client['products.keepInStock']({ productId }),
  ])
    expect(codeOf(reply)).toBe('Forbidden');
});
