import { fail, ok, type Result } from '../../base/result.ts';
import type {
  Acknowledgement999,
  Error999,
  Transaction999,
  Verdict999,
} from './acknowledgement-999.ts';
import { readX12 } from './read-x12.ts';
import {
  elementErrorWords,
  elementWords,
  groupErrorWords,
  segmentErrorWords,
  segmentWords,
  transactionErrorWords,
} from './words-999.ts';
import { wordsBy } from './words-by.ts';
import { elementOf, type X12Refusal, type X12Segment, type X12Transaction } from './x12-file.ts';

const verdicts = wordsBy<Verdict999>({
  A: 'accepted',
  E: 'acceptedWithErrors',
  P: 'partlyAccepted',
  R: 'rejected',
  M: 'rejected',
  W: 'rejected',
  X: 'rejected',
});

type OpenTransaction999 = { controlNumber: string; kind: string; errors: Error999[] };
type OpenError = Pick<Error999, 'segment' | 'segmentPosition' | 'loop'> & {
  readonly code: string;
  claimControlNumber: string | null;
  hasElements: boolean;
};

/** Where the reading of one 999 stands. */
type Open999 = {
  readonly componentSeparator: string;
  head: X12Segment | null;
  transaction: OpenTransaction999 | null;
  error: OpenError | null;
  readonly transactions: Transaction999[];
  end: X12Segment | null;
};

function codesFrom(segment: X12Segment, first: number): readonly string[] {
  return segment.elements.slice(first - 1).filter((code) => code !== '');
}

function numberOf(text: string): number | null {
  return /^\d{1,10}$/.test(text) ? Number(text) : null;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Errors of a segment are told by its elements; by itself only when none is named. */
function closeError(open: Open999): void {
  const { error, transaction } = open;
  open.error = null;
  if (!error || error.hasElements || !transaction) return;
  const { hasElements: _, ...kept } = error;
  const words = `The ${segmentWords(error.segment, error.loop)} ${segmentErrorWords(error.code)}.`;
  transaction.errors.push({ ...kept, elementPosition: null, words });
}

function openError(open: Open999, segment: X12Segment): boolean {
  if (!open.transaction) return false;
  closeError(open);
  open.error = {
    segment: elementOf(segment, 1),
    segmentPosition: numberOf(elementOf(segment, 2)),
    loop: elementOf(segment, 3),
    code: elementOf(segment, 4),
    claimControlNumber: null,
    hasElements: false,
  };
  return true;
}

function takeContext(open: Open999, segment: X12Segment): boolean {
  const [name, value] = elementOf(segment, 1).split(open.componentSeparator);
  if (open.error && name === 'CLM01' && value) open.error.claimControlNumber = value;
  return open.error !== null;
}

function takeElement(open: Open999, segment: X12Segment): boolean {
  const { error, transaction } = open;
  if (!error || !transaction) return false;
  const [place = ''] = elementOf(segment, 1).split(open.componentSeparator);
  const position = numberOf(place) ?? 0;
  const code = elementOf(segment, 3);
  const where = segmentWords(error.segment, error.loop);
  // IK404 repeats the bad value, which may be a patient's: it is left where it is.
  transaction.errors.push({
    segment: error.segment,
    segmentPosition: error.segmentPosition,
    loop: error.loop,
    elementPosition: position,
    code,
    claimControlNumber: error.claimControlNumber,
    words: `In the ${where}, the ${elementWords(error.segment, position)} ${elementErrorWords(code)}.`,
  });
  error.hasElements = true;
  return true;
}

function openTransaction(open: Open999, segment: X12Segment): boolean {
  if (!open.head || open.transaction || open.end) return false;
  open.transaction = {
    kind: elementOf(segment, 1),
    controlNumber: elementOf(segment, 2).trim(),
    errors: [],
  };
  return true;
}

function closeTransaction(open: Open999, segment: X12Segment): boolean {
  const verdict = verdicts.get(elementOf(segment, 1));
  if (!open.transaction || !verdict) return false;
  closeError(open);
  const reasons = codesFrom(segment, 2).map((code) => sentence(transactionErrorWords(code)));
  open.transactions.push({ ...open.transaction, verdict, reasons });
  open.transaction = null;
  return true;
}

function takeSegment(open: Open999, segment: X12Segment): boolean {
  switch (segment.tag) {
    case 'AK1':
      if (open.head) return false;
      open.head = segment;
      return true;
    case 'AK2':
      return openTransaction(open, segment);
    case 'IK3':
      return openError(open, segment);
    case 'CTX':
      return takeContext(open, segment);
    case 'IK4':
      return takeElement(open, segment);
    case 'IK5':
      return closeTransaction(open, segment);
    case 'AK9':
      if (open.transaction || open.end) return false;
      open.end = segment;
      return true;
    default:
      return false;
  }
}

const BROKEN = fail(
  'outOfPlace',
  'The 999 is broken: its parts do not follow each other as they must. Fetch it again; nothing of it was used.',
);

function acknowledgementOf(
  transaction: X12Transaction,
  componentSeparator: string,
): Acknowledgement999 | null {
  const open: Open999 = {
    componentSeparator,
    head: null,
    transaction: null,
    error: null,
    transactions: [],
    end: null,
  };
  const isWhole = transaction.segments.every((segment) => takeSegment(open, segment));
  const { head, end } = open;
  const verdict = end ? verdicts.get(elementOf(end, 1)) : undefined;
  if (!isWhole || !head || !end || !verdict) return null;
  const included = numberOf(elementOf(end, 2));
  const received = numberOf(elementOf(end, 3));
  const accepted = numberOf(elementOf(end, 4));
  if (included === null || received === null || accepted === null) return null;
  return {
    groupKind: elementOf(head, 1),
    groupControlNumber: elementOf(head, 2).trim(),
    verdict,
    reasons: codesFrom(end, 5).map((code) => sentence(groupErrorWords(code))),
    counts: { included, received, accepted },
    transactions: open.transactions,
  };
}

/**
 * Reads a file of 999 implementation acknowledgements, whole or not at all: a file that is cut off,
 * or holds anything else, is refused.
 */
export function read999(text: string): Result<readonly Acknowledgement999[], X12Refusal> {
  const read = readX12(text);
  if (!read.ok) return read;
  const answers: Acknowledgement999[] = [];
  for (const { groups, componentSeparator } of read.value) {
    for (const transaction of groups.flatMap(({ transactions }) => transactions)) {
      if (transaction.kind !== '999') return otherKind(transaction.kind);
      const answer = acknowledgementOf(transaction, componentSeparator);
      if (!answer) return BROKEN;
      answers.push(answer);
    }
  }
  return answers.length > 0 ? ok(answers) : otherKind('');
}

function otherKind(kind: string) {
  const what = /^\d{3}$/.test(kind) ? `a ${kind}` : 'something else';
  return fail('otherKind', `The file is no 999 acknowledgement but ${what}. Choose another file.`);
}
