import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatementKind } from '../shared/billing-paper/contract.ts';
import { type ClaimClinic, MARCH, openClaimClinic } from './claim-clinic.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';
import { readPdf, textOf } from './read-pdf.ts';

let app: TestCore;
let clinic: ClaimClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClaimClinic(app);
});
afterAll(() => app.close());

async function made(patientId: string, kind: StatementKind, days = MARCH) {
  const reply = await jobReply(app, app.client['statements.make']({ patientId, kind, ...days }));
  return reply as { ok: boolean; value: { digest: string; pageCount: number } };
}

async function textIn({ value }: Awaited<ReturnType<typeof made>>): Promise<string> {
  const bytes = valueOf(await app.core.getBytes(app.administrator, value.digest));
  const { pages } = await readPdf(bytes);
  return pages.map(textOf).join(' ');
}

test('what was billed for a patient is put on superbills and on one statement', async () => {
  const treated = await clinic.newPatient();
  await clinic.treat(treated);
  const patientId = treated.patient.id;
  const nothing = { ok: false, failure: { code: 'NothingBilled' } };
  expect(await made(patientId, 'itemized')).toMatchObject(nothing);
  await clinic.madeBatch();

  const statement = await textIn(await made(patientId, 'itemized'));
  expect(statement).toContain('All charges $2,600.00');
  expect(statement).toContain('Blue Plan $2,600.00 $0.00');
  const superbill = await made(patientId, 'superbills');
  expect(superbill).toMatchObject({ ok: true, value: { pageCount: 1 } });
  expect(await textIn(superbill)).toContain('Total charge $2,600.00');

  const april = { fromOn: '2026-04-01', toOn: '2026-04-30' };
  expect(await made(patientId, 'superbills', april)).toMatchObject(nothing);
});

test('a claim that was withdrawn is on neither', async () => {
  const treated = await clinic.newPatient();
  await clinic.treat(treated);
  const { id: batchId } = await clinic.madeBatch();
  const { claims } = valueOf(await app.client['claims.batch']({ batchId }));
  const [claim] = claims;
  valueOf(await app.client['claims.withdraw']({ claimId: claim?.id ?? '', reason: 'Mistake' }));
  expect(await made(treated.patient.id, 'itemized')).toMatchObject({
    failure: { code: 'NothingBilled' },
  });
});
