import { afterEach, expect, test } from 'vitest';
import { assert, asyncProperty, constantFrom, integer, option, record, string } from 'fast-check';
import { eventText } from '../shared/base/audit-text.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const FILE = '317_audit_chain.sql';

let end: End;
afterEach(() => end.close());

const ID = '0199aaaa-0000-7000-8000-000000000001';
const OTHER = '0199aaaa-0000-7000-8000-000000000002';

const text = (maxLength: number) =>
  string({
    unit: constantFrom(...Array.from('a "\'\\(),\n\t\r\v\f\u0001\u00a0é漢🩹.')),
    maxLength,
  });
const maybe = (maxLength: number) => option(text(maxLength));
const anyEvent = record({
  chainId: option(constantFrom(ID, OTHER)),
  chainNumber: option(integer({ min: 1 })),
  id: constantFrom(ID, OTHER),
  occurredAt: integer({ min: 0, max: 4e12 }).map((ms) => new Date(ms).toISOString()),
  utcOffsetMinutes: option(integer({ min: -720, max: 840 })),
  host: text(20),
  userId: option(constantFrom(ID, OTHER)),
  operation: text(40),
  kind: text(10),
  outcome: constantFrom('ok', 'refused', 'failed'),
  failureCode: maybe(20),
  patientId: option(constantFrom(ID, OTHER)),
  entityType: maybe(20),
  entityId: maybe(40),
  incident: maybe(20),
});

const ofColumns = `SELECT audit_event_text(jsonb_populate_record(NULL::audit_events, $1::JSONB)) AS text`;

function asColumns(event: object): string {
  const named = Object.entries(event).map(([name, value]: [string, unknown]) => [
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return JSON.stringify(Object.fromEntries(named));
}

test.for(everyEnd)(
  'the text of an event is the same in the program and in %s',
  async ([, open]) => {
    end = await open();
    await migrateTo(end, FILE);
    await assert(
      asyncProperty(anyEvent, async (event) => {
        const { rows } = await end.query(ofColumns, [asColumns(event)]);
        expect(rows).toEqual([{ text: eventText(event) }]);
      }),
      { numRuns: 200 },
    );
  },
);

test.for(everyEnd)(
  'what stands is noted, and nothing of the trail is changed: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    const event = (id: string) =>
      `INSERT INTO audit_events (id, occurred_at, host, operation, kind, outcome)
     VALUES ('${id}', '2026-03-10T15:00:00Z', 'desktop', 'patients.find', 'query', 'ok')`;
    await end.exec(event(ID));
    await migrateTo(end, FILE);
    await end.exec(`
    INSERT INTO audit_chains VALUES ('${ID}', now(), 'installation', 'x', NULL, NULL, NULL, NULL, 0, '');
    INSERT INTO audit_heads VALUES ('${ID}', '${ID}', 1, '', now(), 'count', '')`);
    for (const table of ['audit_events', 'audit_chains', 'audit_heads']) {
      const key = table === 'audit_chains' ? 'chain_id' : 'id';
      for (const refused of [
        `UPDATE ${table} SET ${key} = '${OTHER}'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ])
        expect(await sqlStateOf(end.query(refused))).toBe('23001');
    }
    await end.exec(event(OTHER));
    const noted = () => end.query('SELECT event_id, is_arrived FROM audit_unchained ORDER BY 1');
    expect((await noted()).rows).toEqual([{ event_id: ID, is_arrived: false }]);
    await end.exec("SELECT set_config('caretrail.applying', 'on', false)");
    await end.exec(event('0199aaaa-0000-7000-8000-000000000003'));
    expect((await noted()).rows).toHaveLength(2);
  },
);
