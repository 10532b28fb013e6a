import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../shared/operations.ts';
import { type ClaimClinic, openClaimClinic } from './claim-clinic.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { answer277, answer999 } from './payer-answers.ts';

let app: TestCore;
let clinic: ClaimClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClaimClinic(app);
});
afterAll(() => app.close());

const { 'claims.readAnswer': reading, 'claims.followUp': following } = operations;

async function read(text: string) {
  const bytes = new TextEncoder().encode(text);
  const stored = await app.core.putBytes(app.administrator, 'payer-answer', bytes);
  const file = { name: 'answer.txt', digest: valueOf(stored).digest };
  return clinic.runJob(app.client['claims.readAnswer']({ file }));
}
const reportOf = async (text: string) => reading.output.parse(valueOf(await read(text)));

/** A batch of as many claims, each of a patient of its own. */
async function batchOf(count: number) {
  const records: { id: string }[] = [];
  for (let at = 0; at < count; at += 1) records.push(await clinic.treat(await clinic.newPatient()));
  const batch = await clinic.madeBatch();
  return { batch, records, claims: await clinic.claimsOf(batch.id) };
}

const stateOf = async (claimId: string) => valueOf(await app.client['claims.get']({ claimId }));
const reason = 'Wrong amount';

describe('what a payer answers', () => {
  test('moves each claim it names, with its reasons in words, and once', async () => {
    const { claims } = await batchOf(2);
    const [first, second] = claims;
    if (!first || !second) throw new Error('Two claims were made');
    const text = answer277([
      { controlNumber: first.controlNumber, isAccepted: true },
      { controlNumber: second.controlNumber, isAccepted: false },
      { controlNumber: 'CT999999999', isAccepted: true },
    ]);
    expect(await reportOf(text)).toMatchObject({ acknowledged: 1, rejected: 1, unknown: 1 });
    expect(await stateOf(first.id)).toMatchObject({
      state: 'acknowledged',
      events: [{ kind: 'acknowledged', payerReference: 'PAYER-1' }],
    });
    const rejected = await stateOf(second.id);
    expect(rejected.state).toBe('rejected');
    expect(rejected.events[0]?.reasons[0]).toMatch(/NPI|National Provider/i);
    expect(await reportOf(text)).toMatchObject({ acknowledged: 0, rejected: 0, unchanged: 2 });
    expect((await stateOf(first.id)).events).toHaveLength(1);
  });

  test('a rejected treatment waits until somebody looked at it, then goes out anew', async () => {
    const { claims, records } = await batchOf(1);
    const [claim] = claims;
    const [record] = records;
    if (!claim || !record) throw new Error('A claim was made');
    await reportOf(answer277([{ controlNumber: claim.controlNumber, isAccepted: false }]));
    const waiting = (await clinic.desk('rejected')).rows.map((row) => row.treatmentRecordId);
    expect(waiting).toContain(record.id);
    expect(await clinic.makeBatch()).toMatchObject({ failure: { code: 'NothingReady' } });
    valueOf(
      await app.client['claims.mark']({
        treatmentRecordIds: [record.id],
        mark: 'cleared',
        reason: 'NPI corrected',
      }),
    );
    const again = await clinic.madeBatch();
    expect(again.claimCount).toBe(1);
    // The payer thinks better of the first claim: two claims must not hold one treatment.
    const late = answer277([{ controlNumber: claim.controlNumber, isAccepted: true }]);
    const report = await reportOf(`${late} `);
    expect(report.contradicted).toMatchObject([{ controlNumber: claim.controlNumber }]);
  });

  test('a 999 that turns the file away rejects all its claims; one that takes it moves none', async () => {
    const { batch, claims } = await batchOf(2);
    const taken = await reportOf(answer999(batch.interchangeNumber, 'A'));
    expect(taken).toMatchObject({ kind: '999', acknowledged: 0, rejected: 0 });
    expect(taken.notes).toEqual([`File ${batch.interchangeNumber} was taken in.`]);
    const turned = await reportOf(answer999(batch.interchangeNumber, 'R'));
    expect(turned).toMatchObject({ rejected: 2 });
    expect((await stateOf(claims[0]?.id ?? '')).state).toBe('rejected');
  });

  test.for([
    ['nothing', ''],
    ['a letter', 'Dear clinic, your claims were fine.'],
    ['a file that is cut off', answer999(1, 'A').slice(0, 190)],
    ['a claim file', 'ISA'],
  ] as const)('%s is refused, and moves nothing', async ([, text]) => {
    expect(await read(text)).toMatchObject({ failure: { code: 'UnreadableFile' } });
  });
});

describe('a claim that is out', () => {
  const followUp = async (
    claimId: string,
    frequency: '7' | '8',
    originalReference: string | null,
  ) =>
    clinic.runJob(app.client['claims.followUp']({ claimId, frequency, originalReference, reason }));
  const batchMade = async (reply: ReturnType<typeof followUp>) =>
    following.output.parse(valueOf(await reply)).batch;

  test('is replaced by what its treatment is now, under the payer’s number of the original', async () => {
    const { claims, records } = await batchOf(1);
    const [claim] = claims;
    if (!claim) throw new Error('A claim was made');
    expect(await followUp(claim.id, '7', null)).toMatchObject({
      failure: { code: 'ReferenceNeeded' },
    });
    await reportOf(answer277([{ controlNumber: claim.controlNumber, isAccepted: true }]));
    const batch = await batchMade(followUp(claim.id, '7', null));
    const text = await clinic.fileOf(batch.fileDigest);
    expect(text).toMatch(/CLM\*CT\d{9}\*2600\*\*\*11:B:7\*/);
    expect(text).toContain('REF*F8*PAYER-1~');
    expect((await stateOf(claim.id)).state).toBe('replaced');
    expect((await clinic.desk('inBatch')).rows.map((row) => row.treatmentRecordId)).toContain(
      records[0]?.id,
    );
    expect(await followUp(claim.id, '8', null)).toMatchObject({ failure: { code: 'NotLive' } });
  });

  test('is voided at the payer, and its treatment can be billed anew', async () => {
    const { claims, records } = await batchOf(1);
    const [claim] = claims;
    const batch = await batchMade(followUp(claim?.id ?? '', '8', 'P-77'));
    expect(await clinic.fileOf(batch.fileDigest)).toMatch(/11:B:8\*[^]*REF\*F8\*P-77~/);
    expect((await clinic.desk('ready')).rows.map((row) => row.treatmentRecordId)).toContain(
      records[0]?.id,
    );
    await clinic.madeBatch();
  });

  test('that never went to the payer is withdrawn with its reason, once', async () => {
    const { claims } = await batchOf(1);
    const claimId = claims[0]?.id ?? '';
    valueOf(await app.client['claims.withdraw']({ claimId, reason }));
    expect((await stateOf(claimId)).state).toBe('withdrawn');
    expect(codeOf(await app.client['claims.withdraw']({ claimId, reason }))).toBe('NotLive');
    expect((await clinic.madeBatch()).claimCount).toBe(1);
  });
});
