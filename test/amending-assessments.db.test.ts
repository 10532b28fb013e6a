import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noFindings } from './assessed.ts';
import { codeOf, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import {
  clarification,
  closeQuietly,
  openSigningClinic,
  type SigningClinic,
  TODAY,
} from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
});
afterAll(() => closeQuietly(app));

const historyOf = async (id: string) =>
  valueOf(await clinic.client['signing.history']({ kind: 'assessment', id }));

describe('amending and voiding an assessment', () => {
  const ruled = { ...noFindings, assessedOn: TODAY, method: 'ruler' } as const;
  const amend = (assessmentId: string, over: object) =>
    clinic.client['assessments.amend']({ assessmentId, ...clarification, ...over });

  test('a correction is shown with its area and scores, and the original stays readable', async () => {
    const recorded = await clinic.assess({ ...ruled, lengthMm: 30, widthMm: 20 });
    valueOf(await clinic.sign('assessment', recorded));
    const content = { ...ruled, lengthMm: 31, widthMm: 20 };
    const corrected = { kind: 'correction', note: null, content };
    const amended = valueOf(await amend(recorded.id, corrected));
    expect(amended).toMatchObject({ lengthMm: 31, areaMm2: 620, amendmentCount: 1, version: 1 });
    const listed = valueOf(await clinic.client['assessments.list']({ woundId: clinic.wound.id }));
    expect(listed.find(({ id }) => id === recorded.id)).toEqual(amended);
    const { original, amendments } = await historyOf(recorded.id);
    expect(original).toMatchObject({ lengthMm: 30, areaMm2: 600 });
    expect(amendments[0]?.content).toMatchObject({ lengthMm: 31, areaMm2: 620 });
    const again = await amend(recorded.id, { ...corrected, supersedes: amendments[0]?.id });
    expect(codeOf(again)).toBe('NothingSaid');
    expect(codeOf(await amend(recorded.id, corrected))).toBe('Stale');
    const unusual = { ...content, depthMm: 200 };
    const odd = { ...corrected, supersedes: amendments[0]?.id, content: unusual };
    expect(codeOf(await amend(recorded.id, odd))).toBe('UnusualSize');
    const half = { ...odd, content: { ...content, widthMm: null } };
    expect(codeOf(await amend(recorded.id, half))).toBe('IncompleteSize');
  });

  test('a note is added, and an unsigned or voided one takes none', async () => {
    const recorded = await clinic.assess();
    expect(codeOf(await amend(recorded.id, {}))).toBe('NotSigned');
    valueOf(await clinic.sign('assessment', recorded));
    expect(valueOf(await amend(recorded.id, {})).amendmentCount).toBe(1);
    const struck = { assessmentId: recorded.id, seen: 1, reason: 'Wrong wound', pin: TEST_PIN };
    const byOther = await clinic.otherNurse.client['assessments.void'](struck);
    expect(codeOf(byOther)).toBe('NotYours');
    expect(valueOf(await clinic.client['assessments.void'](struck))).toMatchObject({
      voidReason: 'Wrong wound',
      voidedAt: '2026-03-10T15:00:00.000Z',
    });
    expect(codeOf(await clinic.client['assessments.void'](struck))).toBe('AlreadyVoided');
    expect(codeOf(await amend(recorded.id, {}))).toBe('AlreadyVoided');
  });
});
