import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeError, incidentLog } from '../main/platform/incident-log.ts';
import type { ok } from '../shared/base/result.ts';
import { supportBundle } from '../shared/support/contract.ts';
import { PASSPHRASE } from './backups.ts';
import { clientOf, codeOf, GIVEN_PIN, newSession, TEST_PIN, valueOf } from './core.ts';
import { type KeptCore, openKeptCore } from './kept-core.ts';

/** What people entered, each with a word of its own that nothing else says. */
const MARKED = {
  mrn: 'QXMRN-77',
  firstName: 'Qxfirst',
  lastName: 'Qxlast',
  phone: '555-013-7788',
  addressLine: '7 Qxstreet',
  note: 'Qxnote of the wound',
  product: 'Qxproduct',
  person: 'Qxnurse',
  birthOn: '1951-07-13',
} as const;

let kept: KeptCore;
beforeAll(async () => {
  kept = await openKeptCore();
  const { client, core } = kept;
  await client['products.add']({ sku: 'FOAM', name: MARKED.product });
  const nurse = valueOf(
    await client['users.create']({ displayName: MARKED.person, role: 'nurse', pin: GIVEN_PIN }),
  );
  const bedside = clientOf(core, newSession());
  // Who was given a PIN chooses another at the first sign-in.
  valueOf(await bedside['session.signIn']({ userId: nurse.id, pin: GIVEN_PIN, newPin: TEST_PIN }));
  const { id: patientId } = valueOf(
    await bedside['patients.create']({
      mrn: MARKED.mrn,
      firstName: MARKED.firstName,
      lastName: MARKED.lastName,
      birthOn: MARKED.birthOn,
      phone: MARKED.phone,
      addressLine: MARKED.addressLine,
      sex: 'female',
      confirmedNotDuplicate: true,
    }),
  );
  const order = valueOf(
    await bedside['orders.create']({
      patientId,
      orderedOn: '2026-03-01',
      lines: [{ productId: 'FOAM', quantity: 2 }],
    }),
  );
  valueOf(
    await bedside['treatments.record']({
      patientId,
      orderId: order.id,
      productId: 'FOAM',
      quantityUsed: 1,
      dateApplied: '2026-03-10',
      doctorNotes: MARKED.note,
    }),
  );
  const report = incidentLog(
    join(kept.dataDir, 'caretrail.log'),
    () => '1a2b3c4d',
    () => new Date(0),
  );
  await report(Object.assign(new Error(`no room for ${MARKED.lastName}`), { code: 'SQLITE_FULL' }));
  await appendFile(
    join(kept.dataDir, 'caretrail.log'),
    `DETAIL: Key (mrn)=(${MARKED.mrn}) in ${kept.dataDir}\n`,
  );
});
afterAll(() => kept.close());

const gathered = async () =>
  supportBundle.parse(
    valueOf(
      (await kept.ended(kept.client['support.gather']({}))) as ReturnType<typeof ok<unknown>>,
    ),
  );

test('a support bundle says how the program and its keeping are', async () => {
  const { text } = await gathered();
  expect(text).toMatch(/^caretrail: \d+\.\d+\.\d+$/m);
  expect(text).toMatch(/^postgresql: 18\./m);
  expect(text).toContain('timeZone: America/New_York');
  expect(text).toMatch(/^recordsBytes: [1-9]\d+$/m);
  expect(text).toMatch(/^010_treatment_tracking\.sql [0-9a-f]{12}$/m);
  expect(text).toMatch(/^treatment_records: \d+, [1-9]\d+$/m);
  expect(text).toContain('isDevice: false');
  expect(text).toContain('1970-01-01T00:00:00.000Z 1a2b3c4d Error SQLITE_FULL');
  expect(text).toContain('(1 lines left out, for they are of no known kind)');
});

test('nothing that somebody entered, no secret and no place of this computer is in it', async () => {
  const { text } = await gathered();
  const places = [kept.dataDir, process.cwd(), import.meta.dirname, 'Test clinic', 'Ada Admin'];
  const secrets = [TEST_PIN, GIVEN_PIN, PASSPHRASE];
  for (const word of [...Object.values(MARKED), ...places, ...secrets])
    expect.soft(text, word).not.toContain(word);
  // Whatever is read of an error, its words are not.
  expect(describeError(new Error(MARKED.note))).not.toContain(MARKED.note);
});

test('what is saved is what was read', async () => {
  const { text, file } = await gathered();
  expect(file?.fileName).toBe('caretrail-support-2026-03-10.txt');
  const session = newSession();
  const client = clientOf(kept.core, session);
  valueOf(await client['session.signIn']({ userId: kept.administratorId, pin: TEST_PIN }));
  const bytes = valueOf(await kept.core.getBytes(session, file?.digest ?? ''));
  expect(Buffer.from(bytes).toString()).toBe(text);
});

test('on a full disk it is still read, and says so', async () => {
  kept.state.writing = 'diskFull';
  const { text, file } = await gathered();
  kept.state.writing = 'allowed';
  expect(file).toBeNull();
  expect(text).toContain('writing: diskFull');
});

test('only who keeps the records gathers it, and it is written down', async () => {
  const users = valueOf(await kept.client['users.list']({}));
  const nurse = users.find(({ displayName }) => displayName === MARKED.person);
  const bedside = clientOf(kept.core, newSession());
  valueOf(await bedside['session.signIn']({ userId: nurse?.id ?? '', pin: TEST_PIN }));
  expect(codeOf(await bedside['support.gather']({}))).toBe('Forbidden');
  await gathered();
  const events = await kept.database.read((db) =>
    db
      .selectFrom('auditEvents')
      .select('outcome')
      .where('operation', '=', 'support.gather')
      .orderBy('occurredAt', 'desc')
      .orderBy('id', 'desc')
      .execute(),
  );
  expect(events.map(({ outcome }) => outcome)).toContain('refused');
  expect(events[0]?.outcome).toBe('ok');
});
