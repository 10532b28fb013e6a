import { fail, ok, type Result } from '../../base/result.ts';
import {
  elementOf,
  type X12Group,
  type X12Interchange,
  type X12Refusal,
  type X12Segment,
  type X12Transaction,
} from './x12-file.ts';

/** How far into the envelopes of a file the reading has come. */
type OpenEnvelopes = {
  readonly componentSeparator: string;
  readonly interchanges: X12Interchange[];
  interchange: (X12Interchange & { readonly groups: X12Group[] }) | null;
  group: (X12Group & { readonly transactions: X12Transaction[] }) | null;
  transaction: (X12Transaction & { readonly segments: X12Segment[] }) | null;
};

type Broken = { readonly ok: false; readonly failure: X12Refusal };

const AGAIN = 'Fetch it again; nothing of it was used.';

function outOfPlace({ tag }: X12Segment): Broken {
  const what = /^[0-9A-Z]{2,3}$/.test(tag) ? `a segment ${tag}` : 'a segment without a name';
  return fail('outOfPlace', `The file is broken: ${what} stands where none may. ${AGAIN}`);
}

/** What is wrong with a trailer, compared with what it closes; null when it agrees. */
function disagreement(trailer: X12Segment, controlNumber: string, count: number): Broken | null {
  if (elementOf(trailer, 2).trim() !== controlNumber) {
    return fail(
      'numbersDiffer',
      `The file is broken: the control number of ${trailer.tag} is not that of its header. ${AGAIN}`,
    );
  }
  const counted = elementOf(trailer, 1).trim();
  if (/^\d{1,10}$/.test(counted) && Number(counted) === count) return null;
  return fail(
    'countsDiffer',
    `The file is broken: ${trailer.tag} does not count the ${count} that are there. ${AGAIN}`,
  );
}

function openInterchange(open: OpenEnvelopes, segment: X12Segment): Broken | null {
  if (open.interchange) return outOfPlace(segment);
  open.interchange = {
    senderId: elementOf(segment, 6).trim(),
    receiverId: elementOf(segment, 8).trim(),
    controlNumber: elementOf(segment, 13).trim(),
    isTest: elementOf(segment, 15) === 'T',
    componentSeparator: open.componentSeparator,
    groups: [],
  };
  return null;
}

function openGroup(open: OpenEnvelopes, segment: X12Segment): Broken | null {
  if (!open.interchange || open.group) return outOfPlace(segment);
  open.group = {
    kind: elementOf(segment, 1),
    controlNumber: elementOf(segment, 6).trim(),
    implementation: elementOf(segment, 8).trim(),
    transactions: [],
  };
  return null;
}

function openTransaction(open: OpenEnvelopes, segment: X12Segment): Broken | null {
  if (!open.group || open.transaction) return outOfPlace(segment);
  open.transaction = {
    kind: elementOf(segment, 1),
    controlNumber: elementOf(segment, 2).trim(),
    implementation: elementOf(segment, 3).trim(),
    segments: [],
  };
  return null;
}

function closeTransaction(open: OpenEnvelopes, segment: X12Segment): Broken | null {
  const { group, transaction } = open;
  if (!group || !transaction) return outOfPlace(segment);
  group.transactions.push(transaction);
  open.transaction = null;
  // SE counts ST and itself.
  return disagreement(segment, transaction.controlNumber, transaction.segments.length + 2);
}

function closeGroup(open: OpenEnvelopes, segment: X12Segment): Broken | null {
  const { interchange, group, transaction } = open;
  if (!interchange || !group || transaction) return outOfPlace(segment);
  interchange.groups.push(group);
  open.group = null;
  return disagreement(segment, group.controlNumber, group.transactions.length);
}

function closeInterchange(open: OpenEnvelopes, segment: X12Segment): Broken | null {
  const { interchanges, interchange, group } = open;
  if (!interchange || group) return outOfPlace(segment);
  interchanges.push(interchange);
  open.interchange = null;
  return disagreement(segment, interchange.controlNumber, interchange.groups.length);
}

function takeOther(open: OpenEnvelopes, segment: X12Segment): Broken | null {
  if (open.transaction) {
    open.transaction.segments.push(segment);
    return null;
  }
  // Interchange acknowledgements stand between ISA and the first group.
  return segment.tag === 'TA1' && open.interchange && !open.group ? null : outOfPlace(segment);
}

type Take = (open: OpenEnvelopes, segment: X12Segment) => Broken | null;

const takes: ReadonlyMap<string, Take> = new Map([
  ['ISA', openInterchange],
  ['GS', openGroup],
  ['ST', openTransaction],
  ['SE', closeTransaction],
  ['GE', closeGroup],
  ['IEA', closeInterchange],
]);

/** Segments as interchanges; null when they end before the last one is closed. */
export function nestSegments(
  segments: readonly X12Segment[],
  componentSeparator: string,
): Result<readonly X12Interchange[], X12Refusal> | null {
  const open: OpenEnvelopes = {
    componentSeparator,
    interchanges: [],
    interchange: null,
    group: null,
    transaction: null,
  };
  for (const segment of segments) {
    const take = takes.get(segment.tag) ?? takeOther;
    const broken = take(open, segment);
    if (broken) return broken;
  }
  return open.interchange || open.interchanges.length === 0 ? null : ok(open.interchanges);
}
