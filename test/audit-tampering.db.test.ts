import { assert, asyncProperty, constantFrom, integer, oneof, tuple } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signHead } from '../main/platform/audit-head.ts';
import { auditCheck } from '../main/storage/verify-audit.ts';
import { findingsOf } from '../main/storage/verify-findings.ts';
import type { Found } from '../main/storage/verify-found.ts';
import { placesOf, tamper, undone, verifiedAfter, verifiedIn } from './audit-trail.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';

let app: TestCore;
let last = 0;

const at = (number: number): string => `chain_number = ${number}`;
const zeros = String.raw`'\x0000'`;

beforeAll(async () => {
  app = await openTestCore();
  for (const lastName of ['Ames', 'Bell', 'Cole', 'Dunn'])
    valueOf(
      await app.client['patients.create']({
        mrn: lastName,
        firstName: 'Ann',
        lastName,
        birthOn: '1950-01-01',
        sex: 'female',
      }),
    );
  await app.database.transact((tx) => signHead(tx, { occasion: 'backup', at: app.clock.now }));
  await app.client['patients.find']({ text: 'a' });
  valueOf(await app.client['users.list']({}));
  await app.client['session.signIn']({ userId: app.administratorId, pin: '000000' });
  const chains = valueOf(await app.client['audit.chains']({}));
  last = chains[0]?.lastNumber ?? 0;
});
afterAll(() => app.close());

test('a trail that nobody touched is whole, and the job says so', async () => {
  const reply = await jobReply(app, app.client['audit.verify']({}));
  expect(reply).toMatchObject({ ok: true, value: { isWhole: true, findings: [], heads: 1 } });
  const report = await verifiedAfter(app.database);
  expect(report).toMatchObject({ isWhole: true, unchainedEvents: 0 });
  expect(report.events).toBeGreaterThanOrEqual(7);
  last = report.events;
});

const copied = `id, occurred_at, host, user_id, operation, kind, outcome, chain_id`;

const tamperings = [
  ['who did it', `UPDATE audit_events SET user_id = NULL WHERE ${at(3)}`, 'changed', 3, 'Event 3'],
  [
    'when it was',
    `UPDATE audit_events SET occurred_at = occurred_at + '1 microsecond' WHERE ${at(2)}`,
    'changed',
    2,
    'was changed',
  ],
  ['one deleted', `DELETE FROM audit_events WHERE ${at(4)}`, 'deleted', 4, 'number 4 is the first'],
  ['the first deleted', `DELETE FROM audit_events WHERE ${at(1)}`, 'deleted', 1, 'number 1'],
  [
    'one inserted under a number that there is',
    `INSERT INTO audit_events SELECT (e).* FROM (SELECT jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid())) AS e FROM audit_events e WHERE ${at(5)}) x`,
    'inserted',
    5,
    'did not write it',
  ],
  [
    'one inserted without a chain',
    `INSERT INTO audit_events (${copied}) SELECT gen_random_uuid(), now(), 'desktop', NULL, 'patients.find', 'query', 'ok', NULL`,
    'inserted',
    null,
    'did not write it',
  ],
  [
    'one inserted without a place',
    `INSERT INTO audit_events (${copied}) SELECT gen_random_uuid(), now(), 'desktop', NULL, 'patients.find', 'query', 'ok', chain_id FROM audit_chain_state`,
    'inserted',
    null,
    'did not write it',
  ],
  [
    'two exchanged',
    `UPDATE audit_events SET chain_number = 7 - chain_number WHERE chain_number IN (3, 4)`,
    'reordered',
    3,
    'was moved',
  ],
  [
    'one changed and its hash made right',
    `UPDATE audit_events SET outcome = 'failed' WHERE ${at(3)}; UPDATE audit_events e SET hash = sha256(previous_hash || convert_to(audit_event_text(e), 'UTF8')) WHERE ${at(3)}`,
    'rewritten',
    3,
    'or one before it',
  ],
  [
    'how the chain begins',
    `UPDATE audit_chains SET public_key = 'x'`,
    'beginningChanged',
    0,
    'begin',
  ],
  ['that it begins', `DELETE FROM audit_chains`, 'beginningChanged', null, 'begin'],
  ['a hash', `UPDATE audit_events SET hash = ${zeros} WHERE ${at(2)}`, 'changed', 2, 'Event 2'],
  [
    'a signature',
    `UPDATE audit_heads SET signature = ${zeros}`,
    'forgedHead',
    6,
    'not that computer’s',
  ],
] as const;

test.for(tamperings)(
  'names what was tampered with: %s',
  async ([, statements, kind, number, words]) => {
    const report = await verifiedAfter(app.database, ...statements.split('; '));
    expect(report.isWhole).toBe(false);
    const [first] = report.findings;
    expect(first).toMatchObject({ kind, severity: 'problem' });
    expect(first?.chainNumber).toBe(number);
    expect(first?.what).toContain(words);
    expect(first?.toDo).not.toBe('');
  },
);

test('a tail that was cut is known by where the chain stood', async () => {
  const report = await verifiedAfter(
    app.database,
    `DELETE FROM audit_events WHERE chain_number > ${last - 2}`,
  );
  expect(placesOf(report)).toEqual([['cut', last - 1]]);
  expect(report.findings[0]).toMatchObject({ count: 2 });
});

const REWIND = `UPDATE audit_chain_state s SET (chain_number, hash, signed_number) =
  (SELECT e.chain_number, e.hash, 0 FROM audit_events e WHERE e.chain_id = s.chain_id
   ORDER BY e.chain_number DESC LIMIT 1)`;

test('where that was put back as well, the signed head knows, and one that stands elsewhere', async () => {
  const seen = await undone(app.database, async (tx) => {
    const head = await signHead(tx, { occasion: 'export', at: app.clock.now });
    await tamper(tx, `DELETE FROM audit_events WHERE chain_number > 2`, REWIND);
    const byHead = await verifiedIn(tx);
    await tamper(tx, 'DELETE FROM audit_heads');
    const byNothing = await verifiedIn(tx);
    return [byHead, byNothing, await verifiedIn(tx, head ? [head] : [])].map(placesOf);
  });
  expect(seen).toEqual([[['cut', 3]], [], [['cut', 3]]]);
});

test('a chain that was made anew from a changed event on does not fit what was signed', async () => {
  const seen = await undone(app.database, async (tx) => {
    const before = await signHead(tx, { occasion: 'backup', at: app.clock.now });
    await tamper(
      tx,
      `UPDATE audit_events SET operation = 'patients.find' WHERE ${at(3)}`,
      ...Array.from({ length: last - 2 }, (_, more) => {
        const number = 3 + more;
        return `UPDATE audit_events e SET previous_hash = b.hash, hash = sha256(b.hash ||
          convert_to(audit_event_text(e), 'UTF8')) FROM audit_events b
          WHERE e.${at(number)} AND b.${at(number - 1)}`;
      }),
      REWIND,
    );
    return { report: await verifiedIn(tx), number: before?.chainNumber };
  });
  expect(seen.report.findings[0]).toMatchObject({ kind: 'rewritten' });
});

test('guards that were switched off are missed', async () => {
  const report = await verifiedAfter(
    app.database,
    'ALTER TABLE audit_events DISABLE TRIGGER trigger_keep_audit_events',
    'DROP TRIGGER trigger_keep_all_audit_events ON audit_events',
  );
  expect(report.findings).toMatchObject([{ kind: 'unguarded', count: 2 }]);
});

test('the check of all records tells it in the same words', async () => {
  const found = await undone(app.database, async (tx) => {
    await tamper(tx, `DELETE FROM audit_events WHERE ${at(4)}`);
    const check = await auditCheck(
      (work) => work(tx),
      async () => [],
    );
    const all: Found[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const step = await check.step(from);
      all.push(...step.found);
      from = step.next;
    }
    return all;
  });
  expect(findingsOf(found)).toMatchObject([
    { severity: 'problem', what: expect.stringContaining('number 4 is the first') },
  ]);
});

const columns = [
  `occurred_at = occurred_at + '1 second'`,
  'utc_offset_minutes = coalesce(utc_offset_minutes, 0) + 1',
  `host = 'x'`,
  'user_id = gen_random_uuid()',
  `operation = operation || 'x'`,
  `kind = 'x'`,
  `outcome = CASE outcome WHEN 'ok' THEN 'failed' ELSE 'ok' END`,
  `failure_code = coalesce(failure_code, '') || 'x'`,
  'patient_id = gen_random_uuid()',
  `entity_type = coalesce(entity_type, '') || 'x'`,
  `entity_id = coalesce(entity_id, '') || '"'`,
  `incident = coalesce(incident, '') || 'x'`,
  'id = gen_random_uuid()',
  'chain_number = chain_number + 1000',
  'chain_id = gen_random_uuid()',
  'chain_id = NULL',
  'previous_hash = hash',
  'hash = previous_hash',
  'hash = NULL',
];

const place = integer({ min: 1, max: 7 });
const anyTampering = oneof(
  tuple(constantFrom(...columns), place).map(([column, number]) => ({
    number,
    text: `UPDATE audit_events SET ${column} WHERE ${at(number)}`,
  })),
  place.map((number) => ({ number, text: `DELETE FROM audit_events WHERE ${at(number)}` })),
  tuple(place, place)
    .filter(([one, other]) => one !== other)
    .map(([one, other]) => ({
      number: Math.min(one, other),
      text: `UPDATE audit_events SET chain_number = ${one + other} - chain_number WHERE chain_number IN (${one}, ${other})`,
    })),
);

test('any one change, deletion or exchange is found, at the first event that it concerns', async () => {
  await assert(
    asyncProperty(anyTampering, async ({ number, text }) => {
      const { isWhole, findings } = await verifiedAfter(app.database, text);
      expect(isWhole).toBe(false);
      const places = findings.flatMap(({ chainNumber }) => chainNumber ?? []);
      expect(Math.min(...places)).toBe(number);
    }),
    { numRuns: 120 },
  );
});
