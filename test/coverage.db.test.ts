import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessingIn, ruled } from './assessed.ts';
import { allRows, codeOf, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { openSigningClinic, type SigningClinic } from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
let orderId: string;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
  for (const [sku, productClass] of [
    ['MESH', 'skinSubstitute'],
    ['NOT-MESH', 'dressing'],
  ] as const) {
    valueOf(await app.client['products.add']({ sku, name: sku, hcpcsCode: 'Q4102', productClass }));
  }
  const lines = ['FOAM-6X6', 'AMNION', 'MESH', 'NOT-MESH'].map((productId) => ({
    productId,
    quantity: 90,
  }));
  const order = { patientId: clinic.patient.id, orderedOn: '2026-01-05', lines };
  orderId = valueOf(await clinic.client['orders.create'](order)).id;
});
afterAll(() => app.close());

const NOVITAS = '0199c0de-0170-7000-8000-000000000001';
const WITHDRAWN = '0199c0de-0170-7000-8000-000000000003';
const NOBODY = '0199aaaa-0000-7000-8000-00000000dead';
const TODAY = '2026-03-10';

const written = {
  payer: 'Blue Plan',
  title: 'Policy 12',
  etiologies: ['diabetic'],
  applicationLimit: 4,
  windowWeeks: 8,
  minConservativeWeeks: 4,
  minAreaMm2: 100,
  reductionWording: null,
  note: null,
  noteAbove: null,
  source: 'Policy 12, page 3',
  asOfOn: '2026-03-01',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  withdrawnOn: null,
} as const;
type Written = Parameters<TestCore['client']['coverageRules.add']>[0];
const content = (over: object = {}): Written => ({
  ...written,
  etiologies: [...written.etiologies],
  ...over,
});

const newWound = () =>
  assessingIn(clinic).newWound({
    bodySite: 'heel',
    laterality: 'left',
    bodyView: 'sole',
    etiology: 'diabetic',
  });

/** A product of the order used on a wound that day. */
const use = (woundId: string, productId: string, dateApplied: string) =>
  clinic.treat({ orderId, productId, dateApplied, woundId });

const asked = (woundId: string, over: object = {}) =>
  clinic.client['coverage.ofWound']({ patientId: clinic.patient.id, woundId, ...over });

describe('the clock of a wound', () => {
  test('counts by class of product, by day, without voided records and other wounds', async () => {
    const { id } = await newWound();
    const other = await newWound();
    await use(id, 'FOAM-6X6', '2026-01-06');
    await use(id, 'NOT-MESH', '2026-01-13');
    await use(id, 'AMNION', '2026-02-10');
    await use(id, 'MESH', '2026-02-10');
    const wrong = await use(id, 'MESH', '2026-02-24');
    await use(other.id, 'MESH', '2026-02-17');
    const before = valueOf(await asked(id, { ruleId: NOVITAS }));
    expect(before.clock.applications.map(({ on }) => on)).toEqual(['2026-02-10', '2026-02-24']);
    expect(before.clock.conservative).toMatchObject({
      firstOn: '2026-01-06',
      weeks: 5,
      weeksWithTreatment: 2,
    });
    valueOf(await clinic.voided(wrong));
    const { clock, advice } = valueOf(await asked(id, { ruleId: NOVITAS }));
    expect(clock.applications).toEqual([
      { on: '2026-02-10', productNames: ['Amnion 4x4', 'MESH'] },
    ]);
    expect(advice.find(({ code }) => code === 'limit')?.words).toContain(
      'number 2 of 10 in 12 weeks',
    );
  });

  test('counts what a correction made of a signed record', async () => {
    const { id } = await newWound();
    const record = await use(id, 'MESH', '2026-02-10');
    valueOf(await clinic.sign('treatment', record));
    const corrected = { orderId, productId: 'MESH', woundId: id, dateApplied: '2026-02-12' };
    valueOf(await clinic.correct(record.id, corrected));
    const { clock } = valueOf(await asked(id));
    expect(clock.applications.map(({ on }) => on)).toEqual(['2026-02-12']);
  });

  test('says how much smaller the wound was at 4 and 8 weeks, and before the first application', async () => {
    const { id } = await newWound();
    const { record } = assessingIn(clinic);
    const measured = (assessedOn: string, lengthMm: number) =>
      record(id, { ...ruled, assessedOn, lengthMm, widthMm: 20 });
    for (const [day, lengthMm] of [
      ['2026-01-06', 40],
      ['2026-02-03', 30],
      ['2026-03-03', 10],
    ] as const)
      valueOf(await measured(day, lengthMm));
    await use(id, 'MESH', '2026-02-10');
    const { clock } = valueOf(await asked(id));
    expect(clock).toMatchObject({
      week4: { reductionPercent: 25 },
      week8: { reductionPercent: 75 },
      sizeBefore: { areaMm2: 600 },
      reductionBeforePercent: 25,
    });
    expect(clock.reductionSincePercent).toBeCloseTo((400 / 600) * 100);
  });

  test('begins anew with an episode of care', async () => {
    const { id, version } = await newWound();
    await use(id, 'MESH', '2026-01-20');
    const { client } = clinic;
    const closed = valueOf(
      await client['wounds.close']({
        woundId: id,
        seen: version,
        endReason: 'healed',
        endedOn: '2026-02-01',
      }),
    );
    valueOf(
      await client['wounds.reopen']({ woundId: id, seen: closed.version, startedOn: '2026-02-20' }),
    );
    expect(valueOf(await asked(id))).toMatchObject({
      episode: { startedOn: '2026-02-20', endedOn: null },
      clock: { applications: [] },
    });
    expect(valueOf(await asked(id, { on: '2026-01-25' })).clock.applications).toHaveLength(1);
  });

  test('is advice beside a recording, never a reason to refuse one', async () => {
    const rule = valueOf(
      await app.client['coverageRules.add'](content({ applicationLimit: 1, windowWeeks: null })),
    );
    const { id } = await newWound();
    await use(id, 'MESH', '2026-03-02');
    const { advice } = valueOf(await asked(id, { ruleId: rule.id }));
    expect(advice[0]).toMatchObject({ code: 'limit', level: 'look' });
    expect(await use(id, 'MESH', TODAY)).toMatchObject({ productId: 'MESH' });
  });

  test("is not told of another patient's wound, and not to whoever may not read charts", async () => {
    const { id } = await newWound();
    expect(codeOf(await asked(id, { patientId: NOBODY }))).toBe('UnknownWound');
    const { client } = await app.signIn('supply');
    const reply = await client['coverage.ofWound']({ patientId: clinic.patient.id, woundId: id });
    expect(codeOf(reply)).toBe('GlassNeeded');
  });

  test('is a look into the chart that the audit keeps', async () => {
    const { id } = await newWound();
    valueOf(await asked(id));
    const events = await allRows(app.database, 'auditEvents');
    expect(events).toContainEqual(
      expect.objectContaining({
        operation: 'coverage.ofWound',
        entityId: id,
        patientId: clinic.patient.id,
      }),
    );
  });
});

describe('coverage rules', () => {
  const listed = async () => valueOf(await app.client['coverageRules.list']({}));

  test('come as three examples, each with its source; the withdrawn one says so', async () => {
    const { rules } = await listed();
    const examples = rules.filter(({ isExample }) => isExample);
    expect(examples).toHaveLength(3);
    for (const each of examples) expect(each.source).toMatch(/^Summary of/);
    expect(examples.find(({ id }) => id === WITHDRAWN)).toMatchObject({
      withdrawnOn: '2025-12-24',
      applicationLimit: 8,
      windowWeeks: 16,
      noteAbove: 4,
    });
  });

  test('are added, corrected with a version, and taken out of force', async () => {
    const added = valueOf(await app.client['coverageRules.add'](content()));
    expect(added).toMatchObject({ ...written, isActive: true, isExample: false, version: 1 });
    const change = {
      coverageRuleId: added.id,
      seen: 1,
      ...content({ applicationLimit: 6 }),
      isActive: false,
    };
    const corrected = valueOf(await app.client['coverageRules.correct'](change));
    expect(corrected).toMatchObject({ applicationLimit: 6, isActive: false, version: 2 });
    const { id } = await newWound();
    const { rule, rules } = valueOf(await asked(id, { ruleId: added.id }));
    expect(rule).toBeNull();
    expect(rules.map((each) => each.id)).not.toContain(added.id);
    expect(await app.client['coverageRules.correct'](change)).toMatchObject({
      failure: { code: 'Stale', details: { version: 2 } },
    });
  });

  test('one of them is the choice of the site until somebody chooses another for a wound', async () => {
    const { id } = await newWound();
    expect(valueOf(await asked(id)).rule).toBeNull();
    const { settings } = await listed();
    const choose = { seen: settings.version, coverageRuleId: NOVITAS };
    const chosen = valueOf(await app.client['coverageRules.chooseDefault'](choose));
    expect(valueOf(await asked(id)).rule?.id).toBe(NOVITAS);
    expect(valueOf(await asked(id, { ruleId: WITHDRAWN })).rule?.id).toBe(WITHDRAWN);
    expect(codeOf(await app.client['coverageRules.chooseDefault'](choose))).toBe('Stale');
    const unknown = { seen: chosen.version, coverageRuleId: NOBODY };
    expect(codeOf(await app.client['coverageRules.chooseDefault'](unknown))).toBe('UnknownRule');
    const none = { seen: chosen.version, coverageRuleId: null };
    valueOf(await app.client['coverageRules.chooseDefault'](none));
    expect(valueOf(await asked(id)).rule).toBeNull();
  });

  test.for([
    ['no payer', { payer: ' ' }, 'InvalidInput', ''],
    ['no cause', { etiologies: [] }, 'InvalidInput', ''],
    ['a cause twice', { etiologies: ['venous', 'venous'] }, 'InvalidInput', ''],
    ['a limit of none', { applicationLimit: 0 }, 'InvalidInput', ''],
    ['no source', { source: '' }, 'InvalidInput', ''],
    ['a source from tomorrow', { asOfOn: '2026-03-11' }, 'ImpossibleDate', 'future'],
    ['an end before the first day', { effectiveTo: '2025-12-31' }, 'ImpossibleDate', 'first day'],
    ['weeks without a limit', { applicationLimit: null }, 'IncompleteRule', 'limit'],
    ['a number without a note', { noteAbove: 4 }, 'IncompleteRule', 'note'],
  ] as const)('with %s are refused and nothing is saved', async ([, over, code, words]) => {
    const before = await allRows(app.database, 'coverageRules');
    const reply = await app.client['coverageRules.add'](content(over));
    expect([codeOf(reply), messageOf(reply)]).toEqual([code, expect.stringContaining(words)]);
    expect(await allRows(app.database, 'coverageRules')).toEqual(before);
  });

  test('are changed by whoever manages rules and read by whoever reads charts', async () => {
    const { client } = clinic;
    const { rules, settings } = await listed();
    const replies = [
      await client['coverageRules.add'](content()),
      await client['coverageRules.correct']({
        coverageRuleId: rules[0]?.id ?? '',
        seen: 1,
        ...content(),
        isActive: true,
      }),
      await client['coverageRules.chooseDefault']({ seen: settings.version, coverageRuleId: null }),
      await (await app.signIn('supply')).client['coverageRules.list']({}),
    ];
    expect(replies.map(codeOf)).toEqual(replies.map(() => 'Forbidden'));
    expect(codeOf(await client['coverageRules.list']({}))).toBe('ok');
    const unknown = { coverageRuleId: NOBODY, seen: 1, ...content(), isActive: true };
    expect(codeOf(await app.client['coverageRules.correct'](unknown))).toBe('UnknownRule');
  });
});
