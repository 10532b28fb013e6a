import { basename } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditReport } from '../shared/audit/verify-report.ts';
import { verifyReport } from '../shared/storage/contract.ts';
import { TEST_PIN } from './core.ts';
import {
  type DataFolder,
  expectOk,
  openDataFolder,
  type OpenedCore,
  PASSPHRASE,
  setUp,
} from './data-folder.ts';
import { jobReply } from './job-reply.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.remove());

async function valueOfJob(
  opened: OpenedCore,
  started: Parameters<typeof jobReply>[1],
): Promise<unknown> {
  const reply = await jobReply(opened, started);
  expect(reply).toMatchObject({ ok: true });
  return typeof reply === 'object' && reply !== null ? Reflect.get(reply, 'value') : null;
}

async function verified(opened: OpenedCore) {
  return auditReport.parse(await valueOfJob(opened, opened.client['audit.verify']({})));
}

async function backUp(opened: OpenedCore): Promise<string> {
  const made = await valueOfJob(opened, opened.client['storage.backUp']({}));
  return typeof made === 'object' && made !== null ? String(Reflect.get(made, 'path')) : '';
}

test('after a backup took the place of the records, what was written since the backup is missed, and no forgery', async () => {
  const opened = await folder.begin();
  const userId = await setUp(opened);
  const path = await backUp(opened);
  for (const text of ['a', 'b', 'c']) await expectOk(opened.client['patients.find']({ text }));
  await backUp(opened);
  const before = await verified(opened);
  expect(before).toMatchObject({ isWhole: true, findings: [] });
  const [own] = before.chains;

  await expectOk(opened.client['store.restore']({ path: basename(path), passphrase: PASSPHRASE }));
  await expectOk(opened.client['session.signIn']({ userId, pin: TEST_PIN }));
  const report = await verified(opened);
  expect(report.isWhole).toBe(true);
  expect(report.chains.map(({ cause, isThisComputer }) => [cause, isThisComputer])).toEqual([
    ['installation', false],
    ['restore', true],
  ]);
  expect(report.findings).toMatchObject([
    { kind: 'restored', severity: 'note', chainId: own?.chainId },
  ]);
  expect(report.findings[0]?.count).toBeGreaterThanOrEqual(3);
  expect(report.findings[0]?.what).toMatch(/a backup was put in the place of the records/);

  const checked = verifyReport.parse(await valueOfJob(opened, opened.client['storage.verify']({})));
  expect(checked.isHealthy).toBe(true);
  expect(checked.findings.map(({ what }) => what)).toEqual([report.findings[0]?.what]);
}, 240_000);
