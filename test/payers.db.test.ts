import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { billingOrganisation, feesOn } from '../main/payers/actions.ts';
import { addPayerNamed, typedOrganisation, typedPayer } from './billing-parties.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());

const NOBODY = '0199aaaa-0000-7000-8000-00000000dead';

describe('who bills', () => {
  test('is kept as claims write it, however it was typed, and is corrected by version', async () => {
    expect(await app.database.read(billingOrganisation)).toBeUndefined();
    const added = valueOf(await app.client['billingOrganisations.add'](typedOrganisation));
    expect(added).toMatchObject({
      ein: '123456789',
      state: 'OH',
      postalCode: '430010001',
      phone: '5550100100',
      version: 1,
    });
    const corrected = { ...typedOrganisation, billingOrganisationId: added.id, sendsTests: false };
    const saved = valueOf(
      await app.client['billingOrganisations.correct']({ ...corrected, seen: 1 }),
    );
    expect(saved).toMatchObject({ sendsTests: false, version: 2 });
    expect(
      await app.client['billingOrganisations.correct']({ ...corrected, seen: 1 }),
    ).toMatchObject({ failure: { code: 'Stale', details: saved } });
    expect(await app.database.read(billingOrganisation)).toEqual(saved);
    expect(codeOf(await app.client['billingOrganisations.add'](typedOrganisation))).toBe(
      'NpiTaken',
    );
    const unknown = { ...corrected, billingOrganisationId: NOBODY, seen: 1 };
    expect(codeOf(await app.client['billingOrganisations.correct'](unknown))).toBe(
      'UnknownOrganisation',
    );
  });

  test.for([
    ['an NPI that lacks a digit', { npi: '123456789' }, 'npi'],
    ['an NPI with a wrong check digit', { npi: '1234567890' }, 'npi'],
    ['an NPI that begins with 3', { npi: '3234567899' }, 'npi'],
    ['an EIN of eight digits', { ein: '12-345678' }, 'ein'],
    ['a taxonomy of nine characters', { taxonomy: '261QM1300' }, 'taxonomy'],
    ['a post office box', { addressLine: 'P.O. Box 12' }, 'addressLine'],
    ['a ZIP code without its four', { postalCode: '43001' }, 'postalCode'],
    ['a state in full', { state: 'Ohio' }, 'state'],
    ['a telephone number without its area', { phone: '010-0100' }, 'phone'],
    ['nobody to ask', { contactName: ' ' }, 'contactName'],
    ['no submitter', { submitterId: '' }, 'submitterId'],
  ] as const)('is refused with %s', async ([, wrong, field]) => {
    const reply = await app.client['billingOrganisations.add']({
      ...typedOrganisation,
      npi: '1000000103',
      ...wrong,
    });
    expect(reply).toMatchObject({ failure: { code: 'InvalidInput', fields: [{ field }] } });
  });
});

describe('a payer', () => {
  test('is told from others by its name, and is taken out of use and back', async () => {
    const payer = await addPayerNamed(app, 'Zenith Plan');
    expect(codeOf(await app.client['payers.add']({ ...typedPayer, name: 'ZENITH  plan' }))).toBe(
      'NameTaken',
    );
    const change = { payerId: payer.id, seen: 1 };
    const stopped = valueOf(await app.client['payers.setActive']({ ...change, isActive: false }));
    expect(stopped).toMatchObject({ isActive: false, version: 2 });
    expect(codeOf(await app.client['payers.setActive']({ ...change, isActive: true }))).toBe(
      'Stale',
    );
    const renamed = { ...typedPayer, ...change, seen: 2, name: 'Zenith Plan', payerCode: 'ZP' };
    expect(valueOf(await app.client['payers.correct'](renamed))).toMatchObject({
      payerCode: 'ZP',
      isActive: false,
      version: 3,
    });
    expect(codeOf(await app.client['payers.correct'](renamed))).toBe('Stale');
    expect(codeOf(await app.client['payers.correct']({ ...renamed, payerId: NOBODY }))).toBe(
      'UnknownPayer',
    );
  });

  test.for([
    ['half an address', { city: 'Riverbend' }, 'IncompleteAddress'],
    ['a ZIP code of six digits', { postalCode: '430010' }, 'InvalidInput'],
    ['an unknown kind of insurance', { filingCode: 'XX' }, 'InvalidInput'],
    ['an id of one character', { payerCode: 'A' }, 'InvalidInput'],
    ['no name', { name: '' }, 'InvalidInput'],
  ] as const)('is refused with %s', async ([, wrong, code]) => {
    const typed = { ...typedPayer, name: 'Wrong Plan', ...wrong };
    const reply = await app.core.dispatch(app.administrator, 'payers.add', {
      commandId: v7(),
      ...typed,
    });
    expect(codeOf(reply)).toBe(code);
  });
});

const typedFee = {
  payerId: null,
  procedureCode: 'Q4186',
  unitCents: 15_000,
  effectiveFrom: '2025-01-01',
  effectiveTo: null,
  source: null,
};

describe('a fee', () => {
  test('holds from a day on, ends the one before, and a payer’s own goes before everybody’s', async () => {
    const { id: payerId } = await addPayerNamed(app, 'Own Fees Plan');
    const { id: otherId } = await addPayerNamed(app, 'Other Plan');
    const first = valueOf(await app.client['fees.set'](typedFee));
    valueOf(
      await app.client['fees.set']({ ...typedFee, unitCents: 12_714, effectiveFrom: '2026-01-01' }),
    );
    valueOf(
      await app.client['fees.set']({
        ...typedFee,
        payerId,
        procedureCode: 'q4186 ',
        unitCents: 9900,
        effectiveFrom: '2026-02-01',
        effectiveTo: '2026-02-28',
      }),
    );
    const centsOn = (payer: string, on: string) =>
      app.database.read(async (db) => (await feesOn(db, payer, on)).get('Q4186'));
    expect(await centsOn(payerId, '2024-12-31')).toBeUndefined();
    expect(await centsOn(payerId, '2025-12-31')).toBe(15_000);
    expect(await centsOn(payerId, '2026-01-31')).toBe(12_714);
    expect(await centsOn(payerId, '2026-02-01')).toBe(9900);
    expect(await centsOn(payerId, '2026-02-28')).toBe(9900);
    expect(await centsOn(payerId, '2026-03-01')).toBe(12_714);
    expect(await centsOn(otherId, '2026-02-10')).toBe(12_714);
    const listed = valueOf(await app.client['fees.list']({ search: 'q41' }));
    expect(listed.fees.map(({ payerName, effectiveTo }) => [payerName, effectiveTo])).toEqual([
      [null, null],
      [null, '2025-12-31'],
      ['Own Fees Plan', '2026-02-28'],
    ]);
    const own = valueOf(await app.client['fees.list']({ payerId, on: '2026-02-10' }));
    expect(own).toMatchObject({ total: 1, fees: [{ unitCents: 9900 }] });
    expect(
      codeOf(await app.client['fees.end']({ feeId: first.id, seen: 1, effectiveTo: '2025-06-30' })),
    ).toBe('Stale');
    const ended = { feeId: first.id, seen: 2, effectiveTo: '2025-06-30' };
    expect(valueOf(await app.client['fees.end'](ended)).version).toBe(3);
    expect(await centsOn(otherId, '2025-07-01')).toBeUndefined();
  });

  test.for([
    ['no charge', { unitCents: 0 }, 'InvalidInput'],
    ['part of a cent', { unitCents: 10.5 }, 'InvalidInput'],
    ['a code of four characters', { procedureCode: 'Q418' }, 'InvalidInput'],
    ['an end before its start', { effectiveTo: '2024-12-31' }, 'ImpossibleDate'],
    ['an unknown payer', { payerId: NOBODY }, 'UnknownPayer'],
    ['the first day of another', { effectiveTo: '2025-12-31' }, 'FeeOverlaps'],
    ['days that run into another', { effectiveFrom: '2024-01-01' }, 'FeeOverlaps'],
  ] as const)('is refused with %s', async ([, wrong, code]) => {
    const kept = { ...typedFee, procedureCode: 'A6209' };
    await app.client['fees.set'](kept);
    expect(codeOf(await app.client['fees.set']({ ...kept, ...wrong }))).toBe(code);
  });

  test('is corrected in its amount and days, not into those of another', async () => {
    const early = valueOf(
      await app.client['fees.set']({
        ...typedFee,
        procedureCode: '97597',
        effectiveTo: '2025-06-30',
      }),
    );
    const late = { ...typedFee, procedureCode: '97597', effectiveFrom: '2025-07-01' };
    valueOf(await app.client['fees.set'](late));
    const { effectiveFrom, source } = typedFee;
    const to = { feeId: early.id, seen: 1, unitCents: 17_500, effectiveFrom, source };
    expect(codeOf(await app.client['fees.correct']({ ...to, effectiveTo: '2025-07-01' }))).toBe(
      'FeeOverlaps',
    );
    expect(codeOf(await app.client['fees.correct']({ ...to, effectiveTo: '2024-07-01' }))).toBe(
      'ImpossibleDate',
    );
    expect(
      valueOf(await app.client['fees.correct']({ ...to, effectiveTo: '2025-06-30' })),
    ).toMatchObject({ unitCents: 17_500, version: 2 });
    const unknown = { ...to, feeId: NOBODY, effectiveTo: null };
    expect(codeOf(await app.client['fees.correct'](unknown))).toBe('UnknownFee');
  });
});

test('billers read who bills and what is charged; only administrators write it', async () => {
  const { client: biller } = await app.signIn('biller');
  const { client: nurse } = await app.signIn('nurse');
  expect(codeOf(await biller['billingOrganisations.list']({}))).toBe('ok');
  expect(codeOf(await biller['fees.list']({}))).toBe('ok');
  expect(codeOf(await biller['fees.set'](typedFee))).toBe('Forbidden');
  expect(codeOf(await biller['payers.add'](typedPayer))).toBe('Forbidden');
  expect(codeOf(await nurse['payers.list']({}))).toBe('ok');
  expect(codeOf(await nurse['fees.list']({}))).toBe('Forbidden');
  expect(codeOf(await nurse['billingOrganisations.list']({}))).toBe('Forbidden');
});

test('the numbers of a person and a place are checked, and a taxonomy is kept in capitals', async () => {
  const person = { displayName: 'Rae Renders', role: 'clinician' } as const;
  const create = (over: object) => app.client['users.create']({ ...person, ...over });
  expect(codeOf(await create({ npi: '1234567890' }))).toBe('InvalidInput');
  expect(codeOf(await create({ taxonomy: '213E00000' }))).toBe('InvalidInput');
  expect(valueOf(await create({ npi: '1234567893', taxonomy: '213e00000x' }))).toMatchObject({
    npi: '1234567893',
    taxonomy: '213E00000X',
  });
  const place = { name: 'Annex', npi: '1234567894' };
  expect(codeOf(await app.client['facilities.create'](place))).toBe('InvalidInput');
});
