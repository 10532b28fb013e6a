import type { z } from 'zod';
import {
  type AuditExport,
  type AuditFilter,
  type auditOperations,
  auditExport,
  type EventPlace,
} from '../../shared/audit/contract.ts';
import { civilDateAt } from '../../shared/base/civil-date.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { newestHeads } from '../platform/audit-head.ts';
import type { JobContext } from '../platform/context.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import { siteTimeZone } from '../site/actions.ts';
import { headForExport } from './actions.ts';
import { eventsFile } from './export-file.ts';
import { type AskedExport, manifestOf } from './export-manifest.ts';
import { countMatching, type HashedEvent, selectHashedEvents } from './search-store.ts';
import { EXPORT_FILE, forgetOldExports } from './store.ts';

type Asked = z.output<(typeof auditOperations)['audit.export']['input']>;
type ExportJob = JobContext & { readonly actor: Actor };

const DAY_MS = 24 * 3_600_000;
/** Whoever wanted the file has saved it by then; it can be written again at any time. */
const KEPT_DAYS = 3;
/** A few milliseconds of reading; between two pages others get their turn. */
const EVENTS_PER_PAGE = 500;

/**
 * Writes what fits the filter into a file while it is read, up to the moment at which the job began: the
 * head that stands in the file is signed after it. One that was stopped begins anew.
 */
export async function exportEvents(given: Asked, job: ExportJob) {
  const written = auditExport.safeParse(job.cursor);
  if (written.success) return ok(written.data);
  const begunAt = job.now.toISOString();
  const filter = { ...given, until: earlier(given.until, begunAt) };
  const total = await job.read((db) => countMatching(db, filter, null));
  if (total === 0) return fail('NothingToExport', 'No event fits these filters. Choose others.');
  const head = await headForExport(job);
  const asked = { given, filter, head, by: job.actor.displayName, begunAt };
  return write(asked, job, total);
}

function earlier(until: string | null, begunAt: string): string {
  return until !== null && until < begunAt ? until : begunAt;
}

async function write(
  asked: AskedExport & { readonly filter: AuditFilter },
  job: ExportJob,
  total: number,
) {
  const timeZone = await job.read(siteTimeZone);
  const heads = await job.read(newestHeads);
  const known = await job.read((db) => manifestOf(db, asked, heads));
  const counted = { events: 0 };
  const pages = pagesOf(asked.filter, job, { total, counted });
  // Until it is committed that the file is needed, nobody may take it for one that is not.
  const release = job.files.holdDeletions();
  try {
    const file = await job.files.putStream(eventsFile(pages, () => known(counted.events)));
    const done: AuditExport = {
      ...file,
      fileName: `caretrail-audit-${civilDateAt(job.now, timeZone)}.csv`,
      eventCount: counted.events,
      head: asked.head,
    };
    await job.chunk(async ({ tx, now }) => {
      await forgetOldExports(tx, new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString());
      await upsertStoredFile(tx, { ...file, ...EXPORT_FILE, storedAt: now.toISOString() });
      return { cursor: done, done: counted.events, total: counted.events, label: 'File' };
    });
    return ok(done);
  } finally {
    release();
  }
}

type Progress = { readonly total: number; readonly counted: { events: number } };

/** The events, newest first, a page for each short transaction; stops where the job is to stop. */
async function* pagesOf(
  filter: AuditFilter,
  job: ExportJob,
  { total, counted }: Progress,
): AsyncGenerator<readonly HashedEvent[]> {
  let before: EventPlace | null = null;
  for (;;) {
    const from: EventPlace | null = before;
    const read: { page: readonly HashedEvent[] } = { page: [] };
    await job.chunk(async ({ tx }) => {
      read.page = await selectHashedEvents(tx, {
        ...filter,
        before: from,
        limit: EVENTS_PER_PAGE,
      });
      counted.events += read.page.length;
      const done = counted.events;
      return { cursor: null, done, total: Math.max(total, done), label: 'Audit events' };
    });
    yield read.page;
    const last = read.page.at(-1);
    if (!last || read.page.length < EVENTS_PER_PAGE) return;
    before = { occurredAt: last.occurredAt, id: last.id };
  }
}
