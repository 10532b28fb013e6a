import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rulesOn } from '../main/billing-rules/actions.ts';
import { productUnitsOf } from './billing-rule-clinic.ts';
import { addPayerNamed } from './billing-parties.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());

const typed = productUnitsOf('up', 42);
const rule = async (title: string, over: object = {}) =>
  valueOf(await app.client['billingRules.add']({ ...typed, title, ...over }));

describe('a billing rule', () => {
  test('comes along for every kind, each with examples, and marked as one to be compared', async () => {
    const rules = valueOf(await app.client['billingRules.list']({}));
    expect(rules).toHaveLength(13);
    expect(new Set(rules.map(({ content }) => content.kind)).size).toBe(7);
    expect(rules.every(({ isExample, version }) => isExample && version === 1)).toBe(true);
  });

  test('keeps what it was before each change, readable with who changed it and when', async () => {
    const added = await rule('Rounded');
    app.clock.now = new Date('2026-03-11T09:00:00Z');
    const change = { billingRuleId: added.id, ...productUnitsOf('down', 41), title: 'Cut' };
    const changed = valueOf(await app.client['billingRules.change']({ ...change, seen: 1 }));
    expect(changed).toMatchObject({ title: 'Cut', version: 2, content: change.content });
    const { billingRuleId } = change;
    const off = { billingRuleId, seen: 2, isActive: false };
    expect(valueOf(await app.client['billingRules.setActive'](off)).version).toBe(3);
    const { rule: now, earlier } = valueOf(await app.client['billingRules.get']({ billingRuleId }));
    expect(now).toEqual({ ...changed, isActive: false, version: 3 });
    expect(earlier).toMatchObject([
      { ...changed, replacedByName: 'Ada Admin' },
      { ...added, replacedAt: '2026-03-11T09:00:00.000Z' },
    ]);
  });

  test('is changed by whoever saw what it is now', async () => {
    const added = await rule('Seen');
    const change = { billingRuleId: added.id, ...typed, title: 'Seen first', seen: 1 };
    valueOf(await app.client['billingRules.change'](change));
    expect(await app.client['billingRules.change'](change)).toMatchObject({
      failure: { code: 'Stale', details: { title: 'Seen first', version: 2 } },
    });
    const off = { billingRuleId: added.id, seen: 1, isActive: false };
    expect(codeOf(await app.client['billingRules.setActive'](off))).toBe('Stale');
    expect(
      codeOf(await app.client['billingRules.change']({ ...change, billingRuleId: v7() })),
    ).toBe('UnknownRule');
  });

  test('keeps its kind, and stays an example until somebody compared it with its source', async () => {
    const rules = valueOf(await app.client['billingRules.list']({}));
    const waste = rules.find(({ content }) => content.kind === 'waste');
    if (!waste) throw new Error('No rule on waste came along');
    const { id: billingRuleId, isActive: _on, isExample: _is, version: _at, ...same } = waste;
    const change = { ...same, billingRuleId, seen: 1 };
    expect(
      codeOf(await app.client['billingRules.change']({ ...change, content: typed.content })),
    ).toBe('OtherKind');
    const reworded = { ...change, title: 'Reworded' };
    expect(valueOf(await app.client['billingRules.change'](reworded)).isExample).toBe(true);
    const compared = { ...reworded, seen: 2, isCompared: true };
    expect(valueOf(await app.client['billingRules.change'](compared)).isExample).toBe(false);
  });

  test('is refused at its field where it is not well formed', async () => {
    const wrong = { billingUnit: 'cm2', rounding: 'off' };
    const reply = await app.client['billingRules.add']({
      ...typed,
      title: ' ',
      content: { ...typed.content, parameters: wrong as never },
    });
    expect(reply).toMatchObject({
      failure: {
        code: 'InvalidInput',
        fields: [{ field: 'title' }, { field: 'content.parameters.rounding' }],
      },
    });
  });

  test.for([
    ['ImpossibleDate', 'a last day before the first', { effectiveTo: '2025-12-31' }, 'effectiveTo'],
    ['ImpossibleDate', 'a comparison in the future', { asOfOn: '2026-03-20' }, 'asOfOn'],
    [
      'UnknownPayer',
      'a payer that nobody knows',
      { scope: { of: 'payer', payerId: v7() } },
      'scope.payerId',
    ],
    [
      'NoExample',
      'no example at all',
      { content: { ...typed.content, examples: [] } },
      'content.examples',
    ],
  ] as const)('is refused as %s with %s, at its field', async ([code, , wrong, field]) => {
    const reply = await app.client['billingRules.add']({ ...typed, title: 'Wrong', ...wrong });
    expect(reply).toMatchObject({ failure: { code, details: { fields: [{ field }] } } });
  });

  test('that contradicts itself is refused: a limit without any, a body site in two groups', async () => {
    const limit = {
      kind: 'limit',
      parameters: {
        codes: ['Q4*'],
        maxUnitsPerLine: null,
        maxLineCents: null,
        furtherLineModifier: '76',
        maxUnitsPerDay: null,
      },
      examples: [
        { name: 'none', case: { given: { units: 1, unitCents: 1 }, expected: { units: [1] } } },
      ],
    } as const;
    const [given] = valueOf(await app.client['billingRules.list']({})).flatMap(({ content }) =>
      content.kind === 'applicationCodes' ? [content] : [],
    );
    if (!given) throw new Error('No rule on codes for applying came along');
    const { groups } = given.parameters;
    const sites = ['heel', 'thigh'];
    const twice = [...groups.slice(0, 1), ...groups.map((group) => ({ ...group, sites }))];
    const applying = { ...given, parameters: { ...given.parameters, groups: twice } };
    const added = async (content: typeof limit | typeof applying) =>
      app.client['billingRules.add']({ ...typed, title: 'None', content });
    expect(await added(limit)).toMatchObject({ failure: { code: 'ContradictsItself' } });
    expect(await added(applying)).toMatchObject({
      failure: {
        code: 'ContradictsItself',
        details: {
          fields: [
            { field: 'content.parameters.groups.1.sites' },
            { field: 'content.parameters.groups.2.sites' },
          ],
        },
      },
    });
  });

  test('shows what it gives beside what an example expects, to be taken as expected', async () => {
    const wrong = { ...typed, ...productUnitsOf('down', 42), title: 'Shown' };
    expect(await app.client['billingRules.add'](wrong)).toMatchObject({
      failure: {
        details: {
          examples: [
            { index: 0, name: '41.01 cm²', expected: { units: 42 }, actual: { units: 41 } },
          ],
        },
      },
    });
    const taken = { ...wrong, ...productUnitsOf('down', 41) };
    expect(valueOf(await app.client['billingRules.add'](taken)).title).toBe('Shown');
  });
});

describe('who may do what', () => {
  test('a biller reads the rules, and only an administrator changes them', async () => {
    const { client } = await app.signIn('biller');
    const [first] = valueOf(await client['billingRules.list']({}));
    const off = { billingRuleId: first?.id ?? '', seen: 1, isActive: false };
    expect(codeOf(await client['billingRules.setActive'](off))).toBe('Forbidden');
    const nurse = await app.signIn('nurse');
    expect(codeOf(await nurse.client['billingRules.list']({}))).toBe('Forbidden');
  });
});

describe('the rules of the next claim', () => {
  test('are those that stand when it is made: a change holds at once, and so does switching off', async () => {
    const payer = await addPayerNamed(app, 'Own Rules Plan');
    const asked = { payerId: payer.id, filingCode: payer.filingCode, on: '2026-03-05' };
    const firstOf = async (on = asked.on) => {
      const found = await app.database.read((db) => rulesOn(db, { ...asked, on }));
      return found.find(({ content }) => content.kind === 'productUnits');
    };
    const before = await firstOf();
    const own = await rule('Own', { scope: { of: 'payer', payerId: payer.id } });
    expect(before?.scope).toEqual({ of: 'everybody' });
    expect(await firstOf()).toEqual(own);
    const change = { ...typed, ...productUnitsOf('down', 41), scope: own.scope, title: 'Own' };
    const changed = { ...change, billingRuleId: own.id, seen: 1, effectiveTo: '2026-03-05' };
    valueOf(await app.client['billingRules.change'](changed));
    expect(await firstOf()).toMatchObject({
      version: 2,
      content: { parameters: { rounding: 'down' } },
    });
    expect((await firstOf('2026-03-06'))?.id).not.toBe(own.id);
    const off = { billingRuleId: own.id, seen: 2, isActive: false };
    valueOf(await app.client['billingRules.setActive'](off));
    expect(await firstOf()).toEqual(before);
    expect(app.incidents).toEqual([]);
  });
});
