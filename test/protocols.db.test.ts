import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from '../main/platform/core.ts';
import { exampleProtocolIds } from '../main/protocols/actions.ts';
import { protocolContent } from '../shared/protocols/protocol.ts';
import { allRows, codeOf, messageOf, valueOf } from './core.ts';
import {
  foamStep,
  openProtocolClinic,
  surfaceStep,
  TODAY,
  type Written,
  written,
} from './protocol-clinic.ts';

let clinic: Awaited<ReturnType<typeof openProtocolClinic>>;
beforeAll(async () => {
  clinic = await openProtocolClinic();
});
afterAll(() => clinic.app.close());

describe('the examples that come along', () => {
  test('are three, say so, name their source, and are whole protocols', async () => {
    const ids: readonly string[] = Object.values(exampleProtocolIds);
    const all = valueOf(await clinic.app.client['protocols.list']({}));
    const examples = all.filter(({ protocolId }) => ids.includes(protocolId));
    expect(examples.map(({ title, version }) => [title, version])).toEqual([
      ['Example: Diabetic foot ulcer', 1],
      ['Example: Pressure injury', 1],
      ['Example: Venous leg ulcer', 1],
    ]);
    for (const example of examples) {
      expect(protocolContent.safeParse(example).success).toBe(true);
      expect(example.source).toBe('Example written for Caretrail; replace with your own');
      expect(example.writtenByName).toBeNull();
    }
  });
});

describe('writing protocols', () => {
  test('a revision is a new version, the older one stays, and a step keeps its id', async () => {
    const first = await clinic.writeProtocol();
    const [foam, surface] = first.steps;
    const revised = valueOf(
      await clinic.app.client['protocols.revise']({
        ...written,
        protocolId: first.protocolId,
        seen: 1,
        title: 'Foam every third day',
        steps: [
          { ...foamStep, repeatsEveryDays: 3, id: foam?.id },
          { ...surfaceStep, id: 'made up' },
        ],
      }),
    );
    expect(revised).toMatchObject({ version: 2, title: 'Foam every third day' });
    expect(revised.steps[0]).toMatchObject({ id: foam?.id, repeatsEveryDays: 3 });
    expect([surface?.id, 'made up']).not.toContain(revised.steps[1]?.id);
    const versions = await clinic.app.client['protocols.versions']({
      protocolId: first.protocolId,
    });
    expect(valueOf(versions)).toMatchObject([
      { version: 2, title: 'Foam every third day' },
      { version: 1, title: 'Foam each week', steps: [{ repeatsEveryDays: 7 }, {}] },
    ]);
  });

  test('the database itself keeps a version as it was written', async () => {
    const { protocolId } = await clinic.writeProtocol();
    const attack = (sql: 'update' | 'delete'): Promise<unknown> =>
      clinic.app.database.transact<unknown>((tx) =>
        sql === 'update'
          ? tx.updateTable('protocolVersions').set({ title: 'x' }).execute()
          : tx.deleteFrom('protocolVersions').where('protocolId', '=', protocolId).execute(),
      );
    await expect(attack('update')).rejects.toThrow('Write a new version instead');
    await expect(attack('delete')).rejects.toThrow('Write a new version instead');
  });

  test('a retired protocol is listed only where it is asked for, and is neither revised nor started', async () => {
    const { protocolId } = await clinic.writeProtocol({ title: 'Old way' });
    const wound = await clinic.registerWound();
    const retire = { protocolId, seen: 1, reason: 'Replaced' };
    expect(valueOf(await clinic.app.client['protocols.retire'](retire))).toMatchObject({
      retirementReason: 'Replaced',
    });
    const listed = async (includeRetired: boolean) =>
      valueOf(await clinic.app.client['protocols.list']({ includeRetired })).map(
        (each) => each.protocolId,
      );
    expect(await listed(false)).not.toContain(protocolId);
    expect((await listed(true)).at(-1)).toBe(protocolId);
    const start = { woundId: wound.id, protocolId, seen: 1, startedOn: TODAY };
    const replies = [
      await clinic.app.client['protocols.retire'](retire),
      await clinic.app.client['protocols.revise']({ ...written, protocolId, seen: 1 }),
      await clinic.client['protocols.start'](start),
    ];
    expect(replies.map(codeOf)).toEqual(['Retired', 'Retired', 'Retired']);
  });

  type Case = [name: string, over: Partial<Written>, code: string, words: string];
  test.for<Case>([
    ['no title', { title: ' ' }, 'InvalidInput', ''],
    ['no aetiology', { etiologies: [] }, 'InvalidInput', ''],
    ['an aetiology twice', { etiologies: ['venous', 'venous'] }, 'InvalidInput', ''],
    ['no step', { steps: [] }, 'InvalidInput', ''],
    ['a step without words', { steps: [{ ...foamStep, instruction: '' }] }, 'InvalidInput', ''],
    ['a step before the start', { steps: [{ ...foamStep, firstDueDay: -1 }] }, 'InvalidInput', ''],
    ['an end without repeats', { steps: [{ ...surfaceStep, untilDay: 9 }] }, 'InvalidInput', ''],
    [
      'an end before the first day',
      { steps: [{ ...foamStep, firstDueDay: 5, untilDay: 4 }] },
      'InvalidInput',
      '',
    ],
    [
      'a product for a review',
      { steps: [{ ...surfaceStep, expectedKinds: ['foam'] }] },
      'InvalidInput',
      '',
    ],
    [
      'a week twice',
      { reviewPoints: [...written.reviewPoints, ...written.reviewPoints] },
      'InvalidInput',
      '',
    ],
    ['an interval of no days', { assessmentIntervalDays: 0 }, 'InvalidInput', ''],
    ['a source from tomorrow', { asOf: '2026-03-11' }, 'ImpossibleDate', 'in the future'],
    [
      'a product nobody has',
      { steps: [{ ...foamStep, expectedSkus: ['NONE'] }] },
      'UnknownProduct',
      'NONE',
    ],
  ])('%s is refused and nothing is saved', async ([_name, over, code, words]) => {
    const before = await allRows(clinic.app.database, 'protocolVersions');
    const reply = await clinic.app.client['protocols.write']({ ...written, ...over });
    expect(codeOf(reply)).toBe(code);
    expect(messageOf(reply)).toContain(words);
    expect(await allRows(clinic.app.database, 'protocolVersions')).toEqual(before);
  });

  test('only whoever manages rules writes, revises and retires; a nurse starts and stops', async () => {
    const { protocolId } = await clinic.writeProtocol();
    const { client } = clinic;
    const replies: Reply[] = [
      await client['protocols.write'](written),
      await client['protocols.revise']({ ...written, protocolId, seen: 1 }),
      await client['protocols.retire']({ protocolId, seen: 1, reason: 'x' }),
    ];
    const { run } = await clinic.running(TODAY);
    const reader = (await clinic.app.signIn('compliance')).client;
    replies.push(await reader['protocols.stop']({ protocolRunId: run.id, reason: 'x' }));
    replies.push(await reader['protocols.dueToday']({}));
    expect(replies.map(codeOf)).toEqual(replies.map(() => 'Forbidden'));
  });

  test('an older version can neither be revised, retired nor started', async () => {
    const { protocolId } = await clinic.writeProtocol();
    const wound = await clinic.registerWound();
    valueOf(await clinic.app.client['protocols.revise']({ ...written, protocolId, seen: 1 }));
    const seen = { protocolId, seen: 1 };
    const replies = [
      await clinic.app.client['protocols.revise']({ ...written, ...seen }),
      await clinic.app.client['protocols.retire']({ ...seen, reason: 'x' }),
      await clinic.client['protocols.start']({ ...seen, woundId: wound.id, startedOn: TODAY }),
    ];
    for (const reply of replies)
      expect(reply).toMatchObject({
        ok: false,
        failure: { code: 'Stale', details: { version: 2 } },
      });
  });
});
