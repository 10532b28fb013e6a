type TestMigration = {
  readonly name: string;
  readonly sql: string;
  /** Tables that it makes, which travel. */
  readonly travelling?: readonly string[];
};

/** What later releases might bring: each only adds. */
export const TEST_MIGRATIONS: readonly TestMigration[] = [
  {
    name: '901_later_columns.sql',
    sql: `ALTER TABLE treatment_records ADD COLUMN depth_note VARCHAR(200);
ALTER TABLE patients ADD COLUMN nickname VARCHAR(50) NOT NULL DEFAULT 'none';
ALTER TABLE products ADD COLUMN shelf VARCHAR(20)`,
  },
  {
    name: '902_later_tables.sql',
    sql: `CREATE TABLE dressing_notes (
  id UUID PRIMARY KEY,
  treatment_record_id UUID NOT NULL REFERENCES treatment_records (id) ON DELETE CASCADE,
  words VARCHAR(200) NOT NULL
)`,
    travelling: ['dressing_notes'],
  },
  {
    name: '903_later_table_columns.sql',
    sql: `ALTER TABLE dressing_notes ADD COLUMN weight_mg INTEGER NOT NULL DEFAULT 5`,
  },
  {
    name: '904_more_columns.sql',
    sql: `ALTER TABLE treatment_records ADD COLUMN is_seen_again BOOLEAN NOT NULL DEFAULT false;
CREATE TABLE dressing_marks (
  id UUID PRIMARY KEY,
  dressing_note_id UUID NOT NULL REFERENCES dressing_notes (id),
  mark VARCHAR(20) NOT NULL
)`,
    travelling: ['dressing_marks'],
  },
];
