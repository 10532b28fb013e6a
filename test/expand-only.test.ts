import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { partingStatements } from './expand-only.ts';

const folder = join(import.meta.dirname, '../migrations');
// Up to it all come in the first release that syncs: no computer has 310 and not these.
const FIRST_THAT_SYNCED = '313_patient_links.sql';

test('no migration parts computers of older and newer releases', () => {
  const later = readdirSync(folder).filter((name) => name > FIRST_THAT_SYNCED);
  const found = later.flatMap((name) =>
    partingStatements(readFileSync(join(folder, name), 'utf8')).map((why) => `${name}: ${why}`),
  );
  expect(found).toEqual([]);
});

test.for([
  ['ALTER TABLE patients ADD COLUMN nickname VARCHAR(50)'],
  [`ALTER TABLE patients ADD nickname VARCHAR(50) NOT NULL DEFAULT 'a, b; c'`],
  ['ALTER TABLE patients ADD COLUMN age INTEGER CHECK (age >= 0)'],
  ['ALTER TABLE patients ADD COLUMN key TEXT NOT NULL GENERATED ALWAYS AS (lower(mrn)) STORED'],
  ['ALTER TABLE patients ALTER COLUMN mrn DROP NOT NULL, ALTER COLUMN sex DROP DEFAULT'],
  ['ALTER TABLE patients DROP CONSTRAINT patients_sex_check'],
  ["CREATE TABLE notes (id UUID PRIMARY KEY, words TEXT NOT NULL UNIQUE CHECK (words <> ''))"],
  [
    'CREATE TABLE notes (id UUID); CREATE UNIQUE INDEX one ON notes (id); INSERT INTO notes VALUES (1)',
  ],
  ['CREATE INDEX some ON patients (mrn)'],
  ['CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN DROP TABLE patients; END; $$ LANGUAGE plpgsql'],
  ['DROP TRIGGER some ON patients; DROP INDEX other; DROP FUNCTION f()'],
  ['DROP TABLE form_drafts; ALTER TABLE sync_log RENAME COLUMN line TO words'],
  ['-- DROP TABLE patients;\nSELECT 1'],
  ['-- Exception: nobody ever wrote into it, no release showed it.\nDROP TABLE patients'],
] as const)('%s is let pass', ([sql]) => {
  expect(partingStatements(sql)).toEqual([]);
});

test.for([
  ['DROP TABLE patients'],
  ['DROP TABLE IF EXISTS form_drafts, "patients" CASCADE'],
  ['ALTER TABLE patients DROP COLUMN mrn'],
  ['alter table only patients drop mrn'],
  ['ALTER TABLE patients ADD COLUMN a TEXT, DROP COLUMN mrn'],
  ['ALTER TABLE patients RENAME COLUMN mrn TO number'],
  ['ALTER TABLE patients RENAME TO people'],
  ['ALTER TABLE patients ADD COLUMN nickname TEXT NOT NULL'],
  ['ALTER TABLE patients ADD COLUMN code UUID NOT NULL DEFAULT gen_random_uuid()'],
  ['ALTER TABLE patients ADD COLUMN since TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP'],
  ['ALTER TABLE patients ADD COLUMN code TEXT UNIQUE'],
  ['ALTER TABLE patients ALTER COLUMN mrn SET NOT NULL'],
  ['ALTER TABLE patients ALTER COLUMN mrn TYPE VARCHAR(5)'],
  ['ALTER TABLE patients ALTER mrn SET DATA TYPE INTEGER USING mrn::INTEGER'],
  [`ALTER TABLE patients ADD CONSTRAINT c CHECK (sex <> 'x')`],
  ['ALTER TABLE patients ADD UNIQUE (mrn)'],
  ['ALTER TABLE patients ADD FOREIGN KEY (mrn) REFERENCES sites (id)'],
  ['CREATE UNIQUE INDEX IF NOT EXISTS one ON patients (mrn)'],
  [`UPDATE patients SET sex = 'unknown'`],
  [`INSERT INTO products (id) VALUES ('1')`],
  ['DELETE FROM patients'],
  ['TRUNCATE patients'],
  ['DO $$ BEGIN DROP TABLE patients; END $$'],
  ['-- Exception: why.\nDROP TABLE patients'],
  [
    '-- Exception: nobody ever wrote into it, no release showed it.\nSELECT 1;\nDROP TABLE patients',
  ],
] as const)('%s is refused', ([sql]) => {
  expect(partingStatements(sql)).toHaveLength(1);
});
