import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { closeQuietly, openSigningClinic, type SigningClinic, TODAY } from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
});
afterAll(() => closeQuietly(app));

describe('the worklist', () => {
  test('counts everything and shows the oldest first, up to a limit', async () => {
    const nurse = await app.signIn('nurse');
    for (const dateApplied of [TODAY, '2026-03-01', '2026-03-05'])
      await clinic.treat({ dateApplied }, nurse);
    const assessed = await clinic.assess({ assessedOn: '2026-03-03' }, nurse);
    const list = valueOf(await nurse.client['signing.worklist']({}));
    expect(list.toSign.map(({ occurredOn }) => occurredOn)).toEqual([
      '2026-03-01',
      '2026-03-03',
      '2026-03-05',
      TODAY,
    ]);
    expect(list.toSign[1]).toMatchObject({
      kind: 'assessment',
      id: assessed.id,
      isLateEntry: true,
    });
    expect(list).toMatchObject({ toSignCount: 4, toCosign: [], toCosignCount: 0 });
    const short = valueOf(await nurse.client['signing.worklist']({ limit: 2 }));
    expect(short.toSign).toHaveLength(2);
    expect(short.toSignCount).toBe(4);
  });
});

describe('a late entry', () => {
  test('is marked when it is saved, and stays marked when its date is corrected', async () => {
    const late = await clinic.treat({ dateApplied: '2026-03-08' });
    expect(late.isLateEntry).toBe(true);
    expect((await clinic.treat({ dateApplied: '2026-03-09' })).isLateEntry).toBe(false);
    expect((await clinic.assess({ assessedOn: '2026-03-07' })).isLateEntry).toBe(true);
    const corrected = await clinic.client['treatments.correct']({
      ...clinic.content,
      treatmentRecordId: late.id,
      seen: 1,
      reason: 'It was today',
      dateApplied: TODAY,
    });
    expect(valueOf(corrected)).toMatchObject({ dateApplied: TODAY, isLateEntry: true });
  });
});
