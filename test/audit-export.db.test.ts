import { parse } from 'csv-parse/sync';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertAuditEvents } from '../main/platform/audit.ts';
import { isSignedBy } from '../main/platform/signing-key.ts';
import { auditExport } from '../shared/audit/contract.ts';
import { headText } from '../shared/base/audit-text.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';

let app: TestCore;
let patientId: string;
beforeAll(async () => {
  app = await openTestCore();
  patientId = await register('=cmd()', 'Vic', '000123');
});
afterAll(() => app.close());

const NOBODY = '0199aaaa-0000-7000-8000-000000000009';
const HOUR_MS = 3_600_000;

async function register(lastName: string, firstName: string, mrn: string): Promise<string> {
  const identity = { lastName, firstName, mrn, birthOn: '1950-02-03', sex: 'unknown' as const };
  return valueOf(await app.client['patients.create'](identity)).id;
}

function later(): string {
  app.clock.now = new Date(app.clock.now.getTime() + HOUR_MS);
  return app.clock.now.toISOString();
}

type Asked = Parameters<TestCore['client']['audit.export']>[0];

async function exported(asked: Asked) {
  const reply = await jobReply(app, app.client['audit.export'](asked));
  const made = auditExport.parse(valueOf(reply as Parameters<typeof valueOf>[0]));
  const bytes = Buffer.from(valueOf(await app.core.getBytes(app.administrator, made.digest)));
  const rows: string[][] = parse(bytes, { bom: true, relax_column_count: true });
  const end = rows.findIndex(([first]) => first === 'Manifest');
  const [header = [], ...events] = rows.slice(0, end - 1);
  const named = events.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
  return { made, events: named, manifest: rows.slice(end) };
}

describe('a page of events', () => {
  test('names the patient, and the next begins after it whatever is written meanwhile', async () => {
    const from = later();
    for (let opened = 0; opened < 3; opened += 1)
      valueOf(await app.client['patients.getChart']({ patientId }));
    const search = async (before: { occurredAt: string; id: string } | null) =>
      valueOf(
        await app.client['audit.search']({
          from,
          operations: ['patients.getChart'],
          before,
          limit: 2,
        }),
      );
    const first = await search(null);
    expect(first.total).toBe(3);
    expect(first.events[0]).toMatchObject({
      userName: 'Ada Admin',
      patient: { id: patientId, lastName: '=cmd()', mrn: '000123' },
    });
    valueOf(await app.client['patients.getChart']({ patientId }));
    const second = await search(first.next);
    expect(second.events).toHaveLength(1);
    expect(second.next).toBeNull();
    const ids = [...first.events, ...second.events].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  test('is itself written down, with the patient it was asked about', async () => {
    valueOf(await app.client['audit.search']({ patientId }));
    const [last] = valueOf(await app.client['audit.list']({ limit: 1 }));
    expect(last).toMatchObject({ operation: 'audit.search', patientId, outcome: 'ok' });
  });
});

test('an event about a person’s sign-in says whose it was', async () => {
  const { userId } = await app.signIn('nurse');
  await app.client['session.signIn']({ userId, pin: '999999' });
  const { events } = valueOf(await app.client['audit.search']({ outcome: 'refused', limit: 1 }));
  expect(events[0]).toMatchObject({ operation: 'session.signIn', aboutPerson: 'nurse 1' });
});

describe('who has seen a chart', () => {
  test('is told by person, with how often, first and last, and without those who only asked this', async () => {
    const seen = await register('Seen', 'Sam', 'S-1');
    const nurse = await app.signIn('nurse');
    const compliance = await app.signIn('compliance');
    const firstAt = later();
    valueOf(await nurse.client['patients.getChart']({ patientId: seen }));
    const lastAt = later();
    valueOf(await nurse.client['patients.getChart']({ patientId: seen }));
    valueOf(await nurse.client['patients.getChart']({ patientId: seen }));
    const refused = await nurse.client['disclosures.list']({ patientId: seen });
    expect(codeOf(refused)).toBe('ok');
    valueOf(await compliance.client['audit.chartViewers']({ patientId: seen }));
    const { patient, viewers } = valueOf(
      await compliance.client['audit.chartViewers']({ patientId: seen }),
    );
    expect(patient).toMatchObject({ lastName: 'Seen', mrn: 'S-1' });
    expect(viewers).toHaveLength(2);
    expect(viewers[0]).toMatchObject({
      openedCount: 2,
      seenCount: 1,
      changedCount: 0,
      firstAt,
      lastAt,
    });
    expect(viewers[1]).toMatchObject({ userName: 'Ada Admin', seenCount: 0, changedCount: 1 });
    const nobody = await compliance.client['audit.chartViewers']({ patientId: NOBODY });
    expect(codeOf(nobody)).toBe('UnknownPatient');
  });

  test('and all else of the trail is refused to whoever may not read it', async () => {
    const { client } = await app.signIn('nurse');
    expect(codeOf(await client['audit.search']({}))).toBe('Forbidden');
    expect(codeOf(await client['audit.people']({}))).toBe('Forbidden');
    expect(codeOf(await client['audit.chartViewers']({ patientId }))).toBe('Forbidden');
    expect(codeOf(await client['audit.export']({}))).toBe('Forbidden');
  });
});

describe('an export', () => {
  test('holds what was filtered in words and exactly, disarmed, and the signed head over it', async () => {
    const from = later();
    valueOf(await app.client['patients.getChart']({ patientId }));
    later();
    const { made, events, manifest } = await exported({ patientId, from });
    expect(made.fileName).toBe('caretrail-audit-2026-03-10.csv');
    expect(made.eventCount).toBe(1);
    const [event] = events;
    expect(event).toMatchObject({
      Person: 'Ada Admin',
      What: 'opened the chart',
      Patient: "'=cmd(), Vic",
      MRN: '="000123"',
      Outcome: 'Done',
      Operation: 'patients.getChart',
      'Instant (UTC)': from,
      'Patient id': patientId,
    });
    expect(event?.['Hash']).toMatch(/^[0-9a-f]{64}$/);
    expect(manifest.slice(1, 4)).toEqual([
      ['Written at (UTC)', app.clock.now.toISOString()],
      ['Written by', 'Ada Admin'],
      ['Events', '1'],
    ]);
    expect(manifest).toContainEqual(['Filter: patient', patientId, "'=cmd(), Vic"]);
    expect(manifest).toContainEqual(['Filter: from (UTC)', from]);
    const { head } = made;
    expect(head?.chainNumber).toBeGreaterThanOrEqual(Number(event?.['Number']));
    expect(manifest.at(-1)).toEqual([
      'Chain head',
      'This computer',
      head?.chainId,
      String(head?.chainNumber),
      head?.hash,
      head?.signedAt,
      head?.signature,
      head?.publicKey,
    ]);
    if (!head) throw new Error('The file has no head');
    expect(isSignedBy(head.publicKey, headText(head), Buffer.from(head.signature, 'hex'))).toBe(
      true,
    );
  });

  test('of nothing is refused, and every one is written down', async () => {
    const reply = await jobReply(app, app.client['audit.export']({ userId: NOBODY }));
    expect(reply).toMatchObject({ ok: false, failure: { code: 'NothingToExport' } });
    const events = valueOf(await app.client['audit.list']({ operations: ['audit.export'] }));
    expect(events.map(({ outcome }) => outcome)).toContain('refused');
    expect(events.map(({ outcome }) => outcome)).toContain('ok');
  });

  test('goes through all pages, each event once, and leaves out what comes after it began', async () => {
    const from = later();
    const entries = Array.from({ length: 1200 }, () => ({
      id: v7(),
      occurredAt: app.clock.now,
      host: 'window',
      userId: null,
      operation: 'session.signIn',
      kind: 'command' as const,
      outcome: 'refused' as const,
      failureCode: 'WrongPin',
    }));
    await app.database.transact((tx) => insertAuditEvents(tx, entries));
    later();
    const { made, events } = await exported({ from });
    expect(made.eventCount).toBe(1200);
    expect(new Set(events.map(({ Event }) => Event))).toEqual(new Set(entries.map(({ id }) => id)));
    expect(events[0]).toMatchObject({
      Person: 'Somebody not signed in',
      What: 'tried to sign in',
      Outcome: 'Refused: the PIN was wrong',
    });
  });
});
