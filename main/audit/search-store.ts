import { sql } from 'kysely';
import type {
  AuditFilter,
  ChartViewer,
  EventPlace,
  NamedEvent,
} from '../../shared/audit/contract.ts';
import { COUNTED_EVENTS } from '../../shared/audit/contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { describedEvents, matchingEvents } from './store.ts';

type Page = AuditFilter & { readonly before: EventPlace | null; readonly limit: number };

function named(db: ReadonlyDb, { before, limit, ...filter }: Page) {
  return describedEvents(db, filter)
    .leftJoin('patients', 'patients.id', 'auditEvents.patientId')
    .leftJoin('users as about', (join) =>
      join
        .on('auditEvents.entityType', '=', 'user')
        .on(sql<boolean>`about.id::text = audit_events.entity_id`),
    )
    .select([
      'about.displayName as aboutPerson',
      'patients.id as knownPatientId',
      'patients.firstName',
      'patients.lastName',
      'patients.mrn',
    ])
    .$if(before !== null, (query) =>
      query.where(
        sql<boolean>`(audit_events.occurred_at, audit_events.id)
          < (${before?.occurredAt ?? ''}::timestamptz, ${before?.id ?? ''}::uuid)`,
      ),
    )
    .orderBy('auditEvents.occurredAt', 'desc')
    .orderBy('auditEvents.id', 'desc')
    .limit(limit);
}

type NamedRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number];

function asNamedEvent<Row extends NamedRow>(row: Row) {
  const { knownPatientId, firstName, lastName, mrn, ...event } = row;
  const isKnown = knownPatientId !== null && firstName !== null && lastName !== null;
  const patient = isKnown ? { id: knownPatientId, firstName, lastName, mrn } : null;
  return { ...event, patient };
}

export async function selectNamedEvents(db: ReadonlyDb, page: Page): Promise<NamedEvent[]> {
  return (await named(db, page).execute()).map(asNamedEvent);
}

/** A page, where the next begins, and how many events fit on all pages. */
export async function searchEvents(db: ReadonlyDb, page: Page) {
  const { before: _, limit, ...filter } = page;
  const found = await selectNamedEvents(db, { ...page, limit: limit + 1 });
  const events = found.slice(0, limit);
  const last = found.length > limit ? events.at(-1) : undefined;
  const next = last ? { occurredAt: last.occurredAt, id: last.id } : null;
  return { events, next, total: await countMatching(db, filter) };
}

/** An event with the two hashes of its chain, hexadecimal; null for one without a chain. */
export type HashedEvent = NamedEvent & {
  readonly previousHash: string | null;
  readonly hash: string | null;
};

export async function selectHashedEvents(
  db: ReadonlyDb,
  page: Page,
): Promise<readonly HashedEvent[]> {
  const rows = await named(db, page)
    .select([
      sql<string | null>`encode(audit_events.previous_hash, 'hex')`.as('previousHash'),
      sql<string | null>`encode(audit_events.hash, 'hex')`.as('hash'),
    ])
    .execute();
  return rows.map(asNamedEvent);
}

/** How many events fit, `COUNTED_EVENTS` at most unless another bound is given; null is none. */
export async function countMatching(
  db: ReadonlyDb,
  filter: AuditFilter,
  most: number | null = COUNTED_EVENTS,
): Promise<number> {
  const { count } = await db
    .selectFrom(
      matchingEvents(db, filter)
        .select('auditEvents.id')
        .$if(most !== null, (query) => query.limit(most ?? 0))
        .as('fitting'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

export function selectPatientName(db: ReadonlyDb, patientId: string) {
  return db
    .selectFrom('patients')
    .select(['id', 'firstName', 'lastName', 'mrn'])
    .where('id', '=', patientId)
    .executeTakeFirst();
}

export function selectPersonName(db: ReadonlyDb, userId: string) {
  return db.selectFrom('users').select('displayName').where('id', '=', userId).executeTakeFirst();
}

export function selectPeople(db: ReadonlyDb) {
  return db.selectFrom('users').select(['id', 'displayName']).orderBy('displayName').execute();
}

/** Everybody who did something with a chart, who did it last first. */
export async function selectChartViewers(
  db: ReadonlyDb,
  patientId: string,
): Promise<ChartViewer[]> {
  const { rows } = await sql<ChartViewer>`
    SELECT user_id AS "userId", display_name AS "userName",
      count(DISTINCT date_trunc('minute', occurred_at))
        FILTER (WHERE outcome = 'ok' AND operation = 'patients.getChart') AS "openedCount",
      count(*) FILTER (
        WHERE outcome = 'ok' AND kind <> 'command' AND operation <> 'patients.getChart'
      ) AS "seenCount",
      count(*) FILTER (
        WHERE outcome = 'ok' AND kind = 'command' AND operation <> 'charts.breakGlass'
      ) AS "changedCount",
      count(*) FILTER (WHERE outcome = 'ok' AND operation = 'charts.breakGlass')
        AS "glassBrokenCount",
      count(*) FILTER (WHERE outcome <> 'ok') AS "refusedCount",
      min(occurred_at) AS "firstAt", max(occurred_at) AS "lastAt"
    FROM audit_events LEFT JOIN users ON users.id = user_id
    WHERE patient_id = ${patientId} AND operation NOT LIKE 'audit.%'
    GROUP BY user_id, display_name
    ORDER BY max(occurred_at) DESC, user_id`.execute(db);
  return rows;
}
