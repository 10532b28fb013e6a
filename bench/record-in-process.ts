import { openedCore } from './opened-core.ts';
import { NURSE_NAME, recordOne, signInAs } from './callers.ts';
import { type RecordRow, timesOnPglite, timesOnPostgres, timesOnSqlite } from './peers.ts';
import { openRawDatabase } from '../tools/raw-database.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { SEEDED_TREATMENTS, type Seeded } from './seeded.ts';
import {
  aimUnder,
  median,
  percentile,
  ratio,
  SPREAD_COLUMNS,
  spreadCells,
  timesOf,
} from './statistics.ts';

async function timesOfDispatch({ dataDir, treatment }: Seeded): Promise<readonly number[]> {
  const core = await openedCore(dataDir);
  try {
    const nurse = await signInAs(core, NURSE_NAME);
    return await timesOf({ count: 300, warmUp: 50 }, () => recordOne(core, nurse, treatment));
  } finally {
    await core.close();
  }
}

async function timesOfPeers(dataDir: string, folder: string) {
  const database = await openRawDatabase(dataDir);
  try {
    const { rows } = await database.query<{ row: RecordRow }>(
      'SELECT to_jsonb(record) AS row FROM treatment_records AS record LIMIT $1',
      [SEEDED_TREATMENTS],
    );
    const records = rows.map(({ row }) => row);
    const [record] = records;
    if (!record) throw new Error('The seeded clinic has no treatments');
    return [
      ['INSERT and COMMIT on the same PGlite, fsync', await timesOnPglite(database, record)],
      ['INSERT and COMMIT on native PostgreSQL 18, fsync', await timesOnPostgres(database, record)],
      ['INSERT and COMMIT on better-sqlite3, FULL', await timesOnSqlite(folder, records)],
    ] as const;
  } finally {
    await database.close();
  }
}

async function run(place: Place): Promise<SectionReport> {
  const seeded = await place.seeded();
  const own = await timesOfDispatch(seeded);
  const peers = await timesOfPeers(seeded.dataDir, await place.newFolder());
  return {
    tables: [
      {
        caption: `${SEEDED_TREATMENTS} treatments of the patient already there`,
        columns: ['', ...SPREAD_COLUMNS, 'Caretrail takes (p50)', '(p95)'],
        rows: [
          ['treatments.record by dispatch, on disk', ...spreadCells(own), '', ''],
          ...peers.map(([what, times]) => [
            what,
            ...spreadCells(times),
            ratio(median(own), median(times)),
            ratio(percentile(own, 0.95), percentile(times, 0.95)),
          ]),
        ],
      },
    ],
    aims: [aimUnder('p95 of treatments.record in process', percentile(own, 0.95), 10)],
    notes: [
      'A treatments.record also checks permission, patient, order, what is left of the line and the ' +
        'date, writes its audit event and its reply under the command’s id, and reads the record back; ' +
        'a peer only inserts the row.',
    ],
  };
}

export const recordInProcess: Section = {
  name: 'record-in-process',
  title: 'treatments.record by in-process dispatch, as the command line does it',
  run,
};
