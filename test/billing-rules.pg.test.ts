import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { ruleContent, ruleScope } from '../shared/billing/rules/billing-rule.ts';
import { runExamples } from '../shared/billing/rules/worked-example.ts';
import type { End } from './migration-ends.ts';
import { everyEnd, migrateBefore, migrateTo, sqlStateOf } from './migration-steps.ts';

const PARTIES = '250_billing_parties.sql';
const FILE = '260_billing_rules.sql';

let end: End;
afterEach(() => end.close());

const row = z.object({
  title: z.string(),
  scope: ruleScope,
  kind: z.string(),
  parameters: z.unknown(),
  examples: z.unknown(),
});

test.for(everyEnd)(
  'each billing rule that comes along is well formed, and gives what its worked examples say: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, FILE);
    await migrateTo(end, FILE);
    const { rows } = await end.query('SELECT * FROM billing_rules ORDER BY id');
    const outcomes = z
      .array(row)
      .parse(rows)
      .flatMap(({ title, kind, parameters, examples }) => {
        const content = ruleContent.parse({ kind, parameters, examples });
        expect(content.examples.length, title).toBeGreaterThan(0);
        return runExamples(content).map((each) => ({ title, ...each }));
      });
    expect(rows).toHaveLength(13);
    expect(outcomes.map(({ title, name, actual }) => ({ title, name, gives: actual }))).toEqual(
      outcomes.map(({ title, name, expected }) => ({ title, name, gives: expected })),
    );
    expect(outcomes.length).toBeGreaterThan(35);

    const change = (to: string) => sqlStateOf(end.query(`UPDATE billing_rules SET ${to}`));
    expect(await change("kind = 'guess'")).toBe('23514');
    expect(await change("effective_to = '2000-01-01'")).toBe('23514');
    expect(await change('is_active = false')).toBe('accepted');
  },
);

const USER = '0199aaaa-0000-7000-8000-000000000001';
const PATIENT = '0199aaaa-0000-7000-8000-000000000002';
const PAYER = '0199aaaa-0000-7000-8000-000000000003';

test.for(everyEnd)(
  'who bills and who pays stands beside what was there, and a coverage names its subscriber or is the patient’s own: %s',
  async ([, open]) => {
    end = await open();
    await migrateBefore(end, PARTIES);
    await end.exec(
      `INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${USER}', 'N', 'n', 'biller');
       INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
         VALUES ('${PATIENT}', 'A', 'B', '1950-01-01', 'female', ' a b')`,
    );
    await migrateTo(end, PARTIES);
    const users = await end.query('SELECT display_name, taxonomy FROM users');
    expect(users.rows).toEqual([{ display_name: 'N', taxonomy: null }]);

    await end.exec(`INSERT INTO payers (id, name, payer_code, filing_code)
      VALUES ('${PAYER}', 'Medicare', '00000', 'MB')`);
    const cover = (columns: string, values: string) =>
      sqlStateOf(
        end.query(`INSERT INTO coverages
          (id, patient_id, payer_id, member_id, starts_on, recorded_by, ${columns})
          VALUES (gen_random_uuid(), '${PATIENT}', '${PAYER}', 'M1', '2026-01-01', '${USER}', ${values})`),
      );
    expect(await cover('priority, relationship_code', "1, '18'")).toBe('accepted');
    expect(await cover('priority, relationship_code', "4, '18'")).toBe('23514');
    expect(await cover('priority, relationship_code', "1, '01'")).toBe('23514');
    expect(
      await cover(
        'priority, relationship_code, subscriber_last_name, subscriber_birth_on',
        "1, '01', 'B', '1948-01-01'",
      ),
    ).toBe('accepted');
    expect(await cover('priority, relationship_code, subscriber_last_name', "1, '01', 'B'")).toBe(
      '23514',
    );
    // PostgreSQL 18 tells a restriction from another reference that stays.
    expect(await sqlStateOf(end.query('DELETE FROM payers'))).toMatch(/^23(503|001)$/);
    expect(await sqlStateOf(end.query('DELETE FROM patients'))).toBe('accepted');
    expect((await end.query('SELECT * FROM coverages')).rows).toEqual([]);
  },
);
