import { stringify } from 'csv-stringify/sync';
import {
  eventInWords,
  hostWords,
  outcomeInWords,
  personInWords,
  shownTime,
} from '../../shared/audit/event-words.ts';
import { asTextFormula, wouldBeMisread } from '../../shared/billing/spreadsheet-cell.ts';
import { glassInWords } from '../../shared/glass/glass.ts';
import { type Operations, operations } from '../../shared/operations.ts';
import type { HashedEvent } from './search-store.ts';

type Cell = string | number | null;

/** The operation of this name in this release. */
export function knownOperation(name: string): Operations[keyof Operations] | undefined {
  return Object.entries(operations).find(([each]) => each === name)?.[1];
}

type Column = readonly [header: string, cell: (event: HashedEvent) => Cell];

/** In words first; then all that an event's hash goes over, and the two hashes. */
const columns: readonly Column[] = [
  ['When (clock of that computer)', shownTime],
  ['Person', personInWords],
  ['What', (event) => eventInWords(event, knownOperation(event.operation))],
  ['Patient', ({ patient }) => patient && `${patient.lastName}, ${patient.firstName}`],
  ['About person', ({ aboutPerson }) => aboutPerson],
  ['MRN', ({ patient }) => patient?.mrn ?? null],
  ['Outcome', outcomeInWords],
  ['From where', ({ host }) => hostWords[host] ?? host],
  ['Computer', ({ deviceName }) => deviceName],
  ['Reason', ({ reason }) => reason],
  [
    'With broken glass',
    ({ glassBroken }) => glassBroken && glassInWords(glassBroken.reason, glassBroken.note),
  ],
  ['Chain', ({ chainId }) => chainId],
  ['Number', ({ chainNumber }) => chainNumber],
  ['Event', ({ id }) => id],
  ['Instant (UTC)', ({ occurredAt }) => occurredAt],
  ['UTC offset, minutes', ({ utcOffsetMinutes }) => utcOffsetMinutes],
  ['Host', ({ host }) => host],
  ['Person id', ({ userId }) => userId],
  ['Operation', ({ operation }) => operation],
  ['Kind', ({ kind }) => kind],
  ['Result', ({ outcome }) => outcome],
  ['Failure code', ({ failureCode }) => failureCode],
  ['Patient id', ({ patientId }) => patientId],
  ['Record type', ({ entityType }) => entityType],
  ['Record id', ({ entityId }) => entityId],
  ['Incident', ({ incident }) => incident],
  ['Previous hash', ({ previousHash }) => previousHash],
  ['Hash', ({ hash }) => hash],
];

// Excel takes a file for UTF-8 only if it begins with this mark.
const BYTE_ORDER_MARK = '\uFEFF';

/** Lines of CSV (RFC 4180) in which nothing runs as a formula and no number loses its zeros. */
function lines(rows: readonly (readonly Cell[])[]): Uint8Array {
  const text = stringify(
    rows.map((row) => [...row]),
    {
      record_delimiter: 'windows',
      quote_record_delimiter: true,
      escape_formulas: true,
      cast: {
        string(cell) {
          if (!wouldBeMisread(cell, 'text')) return cell;
          const unescaped = { value: asTextFormula(cell), escape_formulas: false };
          return unescaped;
        },
      },
    },
  );
  return new TextEncoder().encode(text);
}

/** The events page by page, and below them what the file holds and the heads that vouch for it. */
export async function* eventsFile(
  pages: AsyncIterable<readonly HashedEvent[]>,
  manifest: () => readonly (readonly Cell[])[],
): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(BYTE_ORDER_MARK);
  yield lines([columns.map(([header]) => header)]);
  for await (const events of pages)
    if (events.length > 0)
      yield lines(events.map((event) => columns.map(([, cell]) => cell(event))));
  yield lines([[''], ...manifest()]);
}
