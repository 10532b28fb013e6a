import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, valueOf } from './core.ts';
import { openProtocolClinic, TODAY } from './protocol-clinic.ts';

let clinic: Awaited<ReturnType<typeof openProtocolClinic>>;
beforeAll(async () => {
  clinic = await openProtocolClinic();
});
afterAll(() => clinic.app.close());

describe('a step that is not done as written', () => {
  test('a deviation keeps its reason and the product used instead, and is counted as one', async () => {
    const { wound, run, foam, protocol } = await clinic.running(TODAY);
    const about = { protocolRunId: run.id, stepId: foam, dueOn: TODAY };
    const reason = 'No foam in stock';
    const used = { ...about, usedProductId: 'GAUZE', reason };
    const said = valueOf(await clinic.client['protocols.deviate'](used));
    expect(said.entries).toMatchObject([
      {
        kind: 'deviation',
        words: reason,
        dueOn: TODAY,
        deviation: 'otherProduct',
        productId: 'GAUZE',
        productName: 'Gauze',
      },
    ]);
    const { steps } = said;
    const surface = steps.find(({ kind }) => kind === 'review')?.id ?? '';
    const skipped = { ...about, stepId: surface, usedProductId: null, reason: 'Asleep' };
    expect(valueOf(await clinic.client['protocols.deviate'](skipped)).entries).toMatchObject([
      { productId: 'GAUZE' },
      { deviation: 'skipped', productId: null, productName: null },
    ]);
    expect(await clinic.statesOf(wound.id, foam)).toEqual(['deviated', 'upcoming']);
    const { protocolId } = protocol;
    const counted = valueOf(await clinic.app.client['protocols.adherence']({ protocolId }));
    expect(counted).toMatchObject({
      runCount: 1,
      runningCount: 1,
      stoppedCount: 0,
      total: {
        dueCount: 2,
        deviatedCount: 2,
        otherProductCount: 1,
        skippedCount: 1,
        openCount: 0,
        inTimeCount: 0,
      },
    });
    expect(counted.steps.find(({ stepId }) => stepId === foam)?.adherence).toMatchObject({
      dueCount: 1,
      deviatedCount: 1,
      otherProductCount: 1,
      skippedCount: 0,
    });
  });
});

describe('refused as used instead', () => {
  test.for([
    ['a product that is not here', 'NONE', 'treatment', 'UnknownProduct'],
    ['the product that the step asks for', 'FOAM-6X6', 'treatment', 'ExpectedProduct'],
    ['a product in a review', 'GAUZE', 'review', 'ExpectedProduct'],
  ] as const)('%s', async ([, usedProductId, kind, code]) => {
    const { run } = await clinic.running(TODAY);
    const stepId = run.steps.find((step) => step.kind === kind)?.id ?? '';
    const about = { protocolRunId: run.id, stepId, dueOn: TODAY, reason: 'x' };
    const reply = await clinic.client['protocols.deviate']({ ...about, usedProductId });
    expect(codeOf(reply)).toBe(code);
    expect((await clinic.shown(run.woundId)).running?.entries).toEqual([]);
  });
});
