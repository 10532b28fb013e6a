import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClinic } from './clinic.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());

const NOBODY = '0199aaaa-0000-7000-8000-00000000dead';

const typed = {
  name: 'North clinic',
  placeOfService: '11',
  npi: '1234567893',
  addressLine: '100 Example Avenue',
  city: 'Riverbend',
  state: 'oh',
  postalCode: '43001-0001',
  phone: '555-0100',
};

const add = async (name: string) =>
  valueOf(await app.client['facilities.create']({ ...typed, name, npi: null }));

describe('a facility', () => {
  test('is kept as claims write it, however it was typed, and is corrected by version', async () => {
    const added = valueOf(await app.client['facilities.create'](typed));
    expect(added).toMatchObject({ state: 'OH', postalCode: '430010001', isActive: true });
    const corrected = { ...typed, facilityId: added.id, placeOfService: '22', npi: null };
    const saved = valueOf(await app.client['facilities.correct']({ ...corrected, seen: 1 }));
    expect(saved).toMatchObject({ placeOfService: '22', npi: null, version: 2 });
    expect(await app.client['facilities.correct']({ ...corrected, seen: 1 })).toMatchObject({
      failure: { code: 'Stale', details: saved },
    });
    const unknown = { ...corrected, facilityId: NOBODY, seen: 1 };
    expect(codeOf(await app.client['facilities.correct'](unknown))).toBe('UnknownFacility');
    const events = valueOf(await app.client['audit.list']({ limit: 100 })).filter(
      ({ entityType, entityId }) => entityType === 'facility' && entityId === added.id,
    );
    expect(events.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['facilities.correct', 'refused'],
      ['facilities.correct', 'ok'],
      ['facilities.create', 'ok'],
    ]);
  });

  test.for([
    ['an NPI with a wrong check digit', { npi: '1234567890' }, 'npi'],
    ['a place of service that CMS does not list', { placeOfService: '28' }, 'placeOfService'],
    ['a place of service of one digit', { placeOfService: '1' }, 'placeOfService'],
    ['a state in full', { state: 'Ohio' }, 'state'],
    ['a ZIP code of six digits', { postalCode: '430010' }, 'postalCode'],
    ['a post office box', { addressLine: 'P.O. Box 12' }, 'addressLine'],
    ['a name that no claim can carry', { name: 'N'.repeat(61) }, 'name'],
    ['no name', { name: ' ' }, 'name'],
  ] as const)('is refused with %s', async ([, wrong, field]) => {
    const reply = await app.client['facilities.create']({ ...typed, name: 'Wrong', ...wrong });
    expect(reply).toMatchObject({ failure: { code: 'InvalidInput', fields: [{ field }] } });
  });

  test('takes five digits of its ZIP code, and no half of an address', async () => {
    const five = { ...typed, name: 'Five digits', postalCode: '43001' };
    expect(valueOf(await app.client['facilities.create'](five)).postalCode).toBe('43001');
    const half = { ...typed, name: 'Half', city: null };
    expect(codeOf(await app.client['facilities.create'](half))).toBe('IncompleteAddress');
  });

  test('is told from others by its name', async () => {
    const east = await add('East clinic');
    const twin = { ...typed, name: 'EAST  Clinic' };
    expect(codeOf(await app.client['facilities.create'](twin))).toBe('NameTaken');
    const west = await add('West clinic');
    const renamed = { ...twin, facilityId: west.id, seen: 1 };
    expect(codeOf(await app.client['facilities.correct'](renamed))).toBe('NameTaken');
    const same = { ...typed, name: 'East clinic', facilityId: east.id, seen: 1 };
    expect(codeOf(await app.client['facilities.correct'](same))).toBe('ok');
  });

  test('that an import brought under a name of another is corrected without a new name', async () => {
    const south = await add('South clinic');
    const other = await add('Other clinic');
    await app.database.transact((tx) =>
      tx
        .updateTable('facilities')
        .set({ name: 'South clinic' })
        .where('id', '=', other.id)
        .execute(),
    );
    const corrected = { ...typed, name: south.name, npi: null, facilityId: other.id, seen: 1 };
    expect(codeOf(await app.client['facilities.correct'](corrected))).toBe('ok');
  });
});

test('a facility goes out of use without a change to the orders that name it, and comes back', async () => {
  const { id: facilityId } = await add('Annex');
  const { client, patient } = await openClinic(app);
  const order = valueOf(
    await client['orders.create']({
      patientId: patient.id,
      facilityId,
      orderedOn: '2026-03-02',
      lines: [{ productId: 'GAUZE', quantity: 1 }],
    }),
  );
  const before = valueOf(await client['orders.get']({ orderId: order.id }));
  const stop = { facilityId, seen: 1, isActive: false };
  const stopped = valueOf(await app.client['facilities.setActive'](stop));
  expect(stopped).toMatchObject({ name: 'Annex', isActive: false, version: 2 });
  expect(codeOf(await app.client['facilities.setActive'](stop))).toBe('Stale');
  expect(valueOf(await client['orders.get']({ orderId: order.id }))).toEqual(before);
  expect(before).toMatchObject({ facilityName: 'Annex' });
  const listed = valueOf(await client['facilities.list']({}));
  expect(listed.at(-1)).toEqual(stopped);
  const again = { facilityId, seen: 2, isActive: true };
  expect(valueOf(await app.client['facilities.setActive'](again)).isActive).toBe(true);
  const unknown = { ...again, facilityId: NOBODY };
  expect(codeOf(await app.client['facilities.setActive'](unknown))).toBe('UnknownFacility');
});

test('everybody reads the facilities; only administrators write them', async () => {
  const { client: biller } = await app.signIn('biller');
  expect(codeOf(await biller['facilities.list']({}))).toBe('ok');
  const facilityId = NOBODY;
  expect([
    codeOf(await biller['facilities.create'](typed)),
    codeOf(await biller['facilities.correct']({ ...typed, facilityId, seen: 1 })),
    codeOf(await biller['facilities.setActive']({ facilityId, seen: 1, isActive: false })),
  ]).toEqual(['Forbidden', 'Forbidden', 'Forbidden']);
});

test('a person is kept with the name that claims carry, within what they can carry', async () => {
  const person = { displayName: 'Maria Cruz Lopez, RN', role: 'nurse' } as const;
  const create = (over: object) => app.client['users.create']({ ...person, ...over });
  expect(codeOf(await create({ lastName: 'L'.repeat(61) }))).toBe('InvalidInput');
  expect(codeOf(await create({ firstName: 'F'.repeat(36) }))).toBe('InvalidInput');
  const named = valueOf(await create({ lastName: ' Cruz Lopez ', firstName: 'Maria' }));
  expect(named).toMatchObject({ lastName: 'Cruz Lopez', firstName: 'Maria' });
  const corrected = {
    ...person,
    userId: named.id,
    seen: named.version,
    lastName: null,
    firstName: '',
    credential: null,
    npi: null,
    taxonomy: null,
    facilityId: null,
  };
  expect(valueOf(await app.client['users.correct'](corrected))).toMatchObject({
    lastName: null,
    firstName: null,
  });
});
