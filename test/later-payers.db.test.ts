import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { operations } from '../shared/operations.ts';
import { addPayerNamed, typedCoverage } from './billing-parties.ts';
import { type ClaimClinic, openClaimClinic } from './claim-clinic.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { answer277 } from './payer-answers.ts';

type Wanted = z.input<(typeof operations)['claims.billNext']['input']>;
type Decision = Wanted['decision'];

let app: TestCore;
let clinic: ClaimClinic;
let second: { id: string };
let medicare: { id: string };
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClaimClinic(app);
  second = await addPayerNamed(app, 'Second Plan', { payerCode: 'SP002' });
  medicare = await addPayerNamed(app, 'Medicare', { payerCode: 'MEDI1', filingCode: 'MB' });
});
afterAll(() => app.close());

const reason = 'A reason';
const shown = async (claimId: string) => valueOf(await app.client['claims.get']({ claimId }));

/** A claim of 350 and 2,250 dollars to the first payer of a patient who has a second one. */
async function firstClaim(later: object = {}) {
  const treated = await clinic.newPatient();
  const coverage = valueOf(
    await app.client['coverages.add']({
      patientId: treated.patient.id,
      ...typedCoverage,
      payerId: second.id,
      priority: 2,
      memberId: 'S-77',
      ...later,
    }),
  );
  const record = await clinic.treat(treated);
  const batch = await clinic.madeBatch();
  const [claim] = await clinic.claimsOf(batch.id);
  if (!claim) throw new Error('A claim was made');
  const bytes = new TextEncoder().encode(
    answer277([{ controlNumber: claim.controlNumber, isAccepted: true }]),
  );
  const stored = valueOf(await app.core.putBytes(app.administrator, 'payer-answer', bytes));
  await clinic.runJob(
    app.client['claims.readAnswer']({ file: { name: 'answer.txt', digest: stored.digest } }),
  );
  const text = await clinic.fileOf(batch.fileDigest);
  return {
    claim,
    coverage,
    record,
    text,
    lineIds: [`${claim.controlNumber}-1`, `${claim.controlNumber}-2`],
  };
}
type First = Awaited<ReturnType<typeof firstClaim>>;

/** What the first payer decided, by line: it paid 2,000 dollars in all, and the patient owes 400. */
function decisionOn({ lineIds: [one = '', other = ''] }: First): Decision {
  return {
    decidedOn: '2026-03-10',
    paidCents: 200_000,
    patientCents: 40_000,
    adjustments: [],
    lines: [
      {
        lineId: one,
        paidCents: 20_000,
        adjustments: [
          { group: 'CO', reasonCode: '45', amountCents: 10_000 },
          { group: 'PR', reasonCode: '2', amountCents: 5000 },
        ],
      },
      {
        lineId: other,
        paidCents: 180_000,
        adjustments: [
          { group: 'CO', reasonCode: '45', amountCents: 10_000 },
          { group: 'PR', reasonCode: '1', amountCents: 35_000 },
        ],
      },
    ],
  };
}

async function billNext(first: First, over: Partial<Wanted> = {}) {
  return clinic.runJob(
    app.client['claims.billNext']({
      claimId: first.claim.id,
      coverageId: first.coverage.id,
      medicareSecondaryReason: null,
      decision: decisionOn(first),
      ...over,
    }),
  );
}
async function nextBatch(first: First, over: Partial<Wanted> = {}) {
  const reply = await billNext(first, over);
  return operations['claims.billNext'].output.parse(valueOf(reply)).batch;
}

describe('a claim to the second insurance', () => {
  test('goes out with what the first one decided, and the first claim goes on holding its treatments', async () => {
    const first = await firstClaim();
    expect(first.text).toContain('~SBR*S*18*******CI~OI***Y***Y~NM1*IL*1*LUKASZ');
    expect((await shown(first.claim.id)).nextCoverages).toEqual([
      { id: first.coverage.id, label: 'Second Plan – S-77', isMedicare: false },
    ]);
    const batch = await nextBatch(first);
    expect(batch).toMatchObject({ claimCount: 1, recordCount: 0, payerId: second.id });
    const text = await clinic.fileOf(batch.fileDigest);
    expect(text).toMatch(/~SBR\*S\*18\*{7}CI~NM1\*IL\*1\*LUKASZ[^~]*\*MI\*S-77~/);
    expect(text).toMatch(
      /~SBR\*P\*18\*{7}CI~AMT\*D\*2000~OI\*{3}Y\*{3}Y~NM1\*IL[^~]*~N3[^~]*~N4[^~]*~NM1\*PR\*2\*BLUE PLAN\*{5}PI\*BP001~LX\*1~/,
    );
    expect(text).toMatch(
      /~SVD\*BP001\*200\*HC:15275:?[^*]*\*\*1~CAS\*CO\*45\*100~CAS\*PR\*2\*50~DTP\*573\*D8\*20260310~AMT\*EAF\*50~LX\*2~/,
    );
    const { state, laterClaims } = await shown(first.claim.id);
    expect({ state, laterClaims }).toMatchObject({
      state: 'acknowledged',
      laterClaims: [{ payerName: 'Second Plan', state: 'inBatch' }],
    });
    expect((await clinic.desk('acknowledged')).rows.map((row) => row.treatmentRecordId)).toContain(
      first.record.id,
    );
  });

  test('goes out once, and again when that one was withdrawn', async () => {
    const first = await firstClaim();
    await nextBatch(first);
    expect(await billNext(first)).toMatchObject({ failure: { code: 'AlreadyBilled' } });
    const { laterClaims } = await shown(first.claim.id);
    const claimId = laterClaims[0]?.id ?? '';
    valueOf(await app.client['claims.withdraw']({ claimId, reason }));
    await nextBatch(first);
    expect((await shown(first.claim.id)).laterClaims.map(({ state }) => state)).toEqual([
      'withdrawn',
      'inBatch',
    ]);
  });

  test('is voided like any other, and not replaced: what was decided is no treatment’s', async () => {
    const first = await firstClaim();
    const batch = await nextBatch(first);
    const [claim] = await clinic.claimsOf(batch.id);
    const followUp = (frequency: '7' | '8') =>
      clinic.runJob(
        app.client['claims.followUp']({
          claimId: claim?.id ?? '',
          frequency,
          originalReference: 'P-1',
          reason,
        }),
      );
    expect(await followUp('7')).toMatchObject({ failure: { code: 'NotReady' } });
    const made = operations['claims.followUp'].output.parse(valueOf(await followUp('8')));
    expect(await clinic.fileOf(made.batch.fileDigest)).toMatch(
      /11:B:8\*[^]*REF\*F8\*P-1~[^]*~SVD\*/,
    );
    expect((await shown(first.claim.id)).state).toBe('acknowledged');
  });

  test('to Medicare says why Medicare is not the first to pay', async () => {
    const first = await firstClaim({ payerId: medicare.id, memberId: '1EG4-TE5-MK73' });
    expect(first.text).not.toContain('SBR*S');
    expect(await billNext(first)).toMatchObject({
      failure: { code: 'NotReady', message: expect.stringMatching(/choose the reason/) },
    });
    const batch = await nextBatch(first, { medicareSecondaryReason: '12' });
    expect(await clinic.fileOf(batch.fileDigest)).toContain('~SBR*S*18***12****MB~');
  });

  test('is printed with the first insurance in box 9 and what it paid in box 29', async () => {
    const first = await firstClaim();
    const batch = await nextBatch(first);
    const reply = await clinic.runJob(
      app.client['claims.render']({ batchId: batch.id, format: 'cms1500', printOffsetId: null }),
    );
    expect(valueOf(reply)).toMatchObject({ claimCount: 1, refusedCount: 0 });
  });

  test.for<[string, (first: First) => Partial<Wanted>, string, RegExp]>([
    [
      'a line that does not come to its charge',
      (first) => {
        const decision = decisionOn(first);
        const lines = decision.lines.map((line) => ({ ...line, paidCents: line.paidCents - 1 }));
        return { decision: { ...decision, lines } };
      },
      'NotReady',
      /do not come to its charge/,
    ],
    [
      'a claim that does not come to its charge',
      (first) => ({ decision: { ...decisionOn(first), lines: [] } }),
      'NotReady',
      /claim and all adjustments do not come to its charge/,
    ],
    [
      'another sum that the patient owes',
      (first) => ({ decision: { ...decisionOn(first), patientCents: 1 } }),
      'NotReady',
      /What the patient owes/,
    ],
    [
      'a decision of before the service',
      (first) => ({ decision: { ...decisionOn(first), decidedOn: '2026-03-08' } }),
      'NotReady',
      /day of the payer’s decision/,
    ],
    [
      'a line of another claim',
      (first) => {
        const decision = decisionOn(first);
        const lines = decision.lines.map((line) => ({ ...line, lineId: 'CT1-1' }));
        return { decision: { ...decision, lines } };
      },
      'NotChoosable',
      /cannot be chosen/,
    ],
    [
      'an insurance whose turn it is not',
      () => ({ coverageId: '0199aaaa-0000-7000-8000-0000000000c9' }),
      'NotChoosable',
      /cannot be chosen/,
    ],
    [
      'an unknown claim',
      () => ({ claimId: '0199aaaa-0000-7000-8000-0000000000c9' }),
      'UnknownClaim',
      /no such claim/,
    ],
  ])('is refused for %s, and nothing is written', async ([, over, code, words]) => {
    const first = await firstClaim();
    expect(await billNext(first, over(first))).toMatchObject({
      failure: { code, message: expect.stringMatching(words) },
    });
    expect((await shown(first.claim.id)).laterClaims).toEqual([]);
  });
});
