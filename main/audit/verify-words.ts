import type { AuditFindingKind } from '../../shared/audit/verify-report.ts';
import type { Trouble } from './verify-trouble.ts';

type Words = { readonly what: (about: Told) => string; readonly toDo: string };

/** A trouble with the computer whose events it is about, as people call it. */
export type Told = Trouble & { readonly computer: string };

const COMPARE =
  'Export the trail now, compare it with the newest backup that was made before this and whose check was good, and find out who could reach the database other than through Caretrail.';

export const auditWords: Readonly<Record<AuditFindingKind, Words>> = {
  changed: {
    what: (about) =>
      about.chainId === null && about.event === null
        ? 'The list of the events from before there were chains is not the one with which the chain began.'
        : `${theEvent(about)} was changed after it was written.`,
    toDo: COMPARE,
  },
  deleted: {
    what: (about) =>
      about.chainId === null
        ? 'An event from before there were chains was deleted.'
        : `${counted(about.count)} of ${about.computer} ${wasWere(about.count)} deleted: number ${about.chainNumber} is the first that is missing${after(about)}.`,
    toDo: COMPARE,
  },
  inserted: {
    what: (about) => `${theEvent(about)} was inserted: Caretrail did not write it.`,
    toDo: COMPARE,
  },
  reordered: {
    what: (about) => `${theEvent(about)} was moved from another place in the order of events.`,
    toDo: COMPARE,
  },
  rewritten: {
    what: (about) =>
      `Event ${about.chainNumber} of ${about.computer}, or one before it, was replaced: what was written or signed after it had seen another.`,
    toDo: COMPARE,
  },
  cut: {
    what: (about) =>
      `The last ${counted(about.count)} of ${about.computer} ${wasWere(about.count)} deleted: number ${about.chainNumber} is the first that is missing${after(about)}.`,
    toDo: `If an older copy of the records was put in their place, this is what is missing. Otherwise: ${COMPARE}`,
  },
  forgedHead: {
    what: (about) =>
      `A signature over the events of ${about.computer} up to number ${about.chainNumber} is not that computer’s.`,
    toDo: COMPARE,
  },
  beginningChanged: {
    what: ({ computer }) => `How the events of ${computer} begin was changed or deleted.`,
    toDo: COMPARE,
  },
  unguarded: {
    what: ({ count }) =>
      `The database no longer refuses to change the audit trail: ${count} of its guards ${count === 1 ? 'is' : 'are'} switched off or gone.`,
    toDo: 'Find out who could reach the database other than through Caretrail. Restore the newest backup whose check was good; its guards are in place.',
  },
  unreadable: {
    what: () => 'The audit trail could not be checked, because the database cannot read it.',
    toDo: 'Restore the newest backup that was made before this and whose check was good.',
  },
  restored: {
    what: (about) =>
      `After event ${(about.chainNumber ?? 1) - 1} of ${about.computer} a backup was put in the place of the records: at least ${counted(about.count)} written after it ${about.count === 1 ? 'is' : 'are'} not here.`,
    toDo: 'Nothing, if the backup was restored on purpose: that is in the trail as well. The records from before are kept beside these until somebody deletes them.',
  },
  split: {
    what: (about) =>
      `From event ${about.chainNumber} of ${about.computer} on, two copies of its records were worked with; the events of both are here.`,
    toDo: 'Nothing, if a computer was copied or an older copy of it put back on purpose.',
  },
  unchained: {
    what: ({ count }) =>
      `${counted(count)} came from computers with an earlier release, which does not chain them.`,
    toDo: 'Bring all computers of the site to this release.',
  },
};

function theEvent({ chainNumber, computer, event }: Told): string {
  const place = chainNumber === null ? 'An event' : `Event ${chainNumber} of ${computer}`;
  return event ? `${place} (${event.operation}, ${instant(event.occurredAt)})` : place;
}

function after({ event }: Told): string {
  return event ? `, after the one of ${instant(event.occurredAt)}` : '';
}

function counted(count: number): string {
  return `${count.toLocaleString('en-US')} event${count === 1 ? '' : 's'}`;
}

function wasWere(count: number): string {
  return count === 1 ? 'was' : 'were';
}

/** `2026-03-10 15:00 UTC`. */
function instant(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
