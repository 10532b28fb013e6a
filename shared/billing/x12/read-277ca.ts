import { fail, ok, type Result } from '../../base/result.ts';
import type {
  Answer277,
  ClaimAcknowledgement277,
  ClaimAnswer277,
  ClaimStatus,
} from './acknowledgement-277ca.ts';
import { readX12 } from './read-x12.ts';
import { isAcceptingCategory, statusWords } from './words-277ca.ts';
import { wordsBy } from './words-by.ts';
import { elementOf, type X12Refusal, type X12Segment, type X12Transaction } from './x12-file.ts';

type Level = 'source' | 'receiver' | 'provider' | 'claim';
const levels = wordsBy<Level>({
  '20': 'source',
  '21': 'receiver',
  '19': 'provider',
  PT: 'claim',
});

/** A part of the answer as it is read, before its verdict is known. */
type Draft = { id: string | null; readonly stcs: X12Segment[] };
type LineDraft = Draft;
type ClaimDraft = Draft & {
  payerNumber: string | null;
  clearinghouseNumber: string | null;
  lines: LineDraft[];
};

/** Where the reading of one 277CA stands. */
type Open277 = {
  level: Level | null;
  readonly receiver: Draft;
  readonly providers: Draft[];
  readonly claims: ClaimDraft[];
};

function draftOf({ level, receiver, providers, claims }: Open277): Draft | null {
  const claim = claims.at(-1);
  if (level === 'receiver') return receiver;
  if (level === 'provider') return providers.at(-1) ?? null;
  return level === 'claim' && claim ? (claim.lines.at(-1) ?? claim) : null;
}

function openLevel(open: Open277, segment: X12Segment): boolean {
  const level = levels.get(elementOf(segment, 3));
  if (!level) return false;
  open.level = level;
  if (level === 'provider') open.providers.push({ id: null, stcs: [] });
  return true;
}

/** TRN names the batch at the receiver's level and a claim at the patient's. */
function takeTrace(open: Open277, segment: X12Segment): boolean {
  const id = elementOf(segment, 2);
  if (open.level === 'receiver') open.receiver.id = id === '' ? null : id;
  if (open.level !== 'claim') return open.level !== null;
  open.claims.push({ id, stcs: [], payerNumber: null, clearinghouseNumber: null, lines: [] });
  return id !== '';
}

function takeStatus(open: Open277, segment: X12Segment): boolean {
  const draft = draftOf(open);
  if (elementOf(segment, 1) === '') return false;
  draft?.stcs.push(segment);
  return draft !== null;
}

function takeReference(open: Open277, segment: X12Segment): boolean {
  const claim = open.claims.at(-1);
  const number = elementOf(segment, 2);
  if (open.level !== 'claim' || !claim) return open.level !== null;
  const line = claim.lines.at(-1);
  const qualifier = elementOf(segment, 1);
  if (qualifier === '1K') claim.payerNumber = number;
  if (qualifier === 'D9') claim.clearinghouseNumber = number;
  if (qualifier === 'FJ' && line) line.id = number;
  return true;
}

function takeName(open: Open277, segment: X12Segment): boolean {
  const provider = open.providers.at(-1);
  const id = elementOf(segment, 9);
  if (open.level === 'provider' && provider && id !== '') provider.id = id;
  return open.level !== null;
}

function takeLine(open: Open277): boolean {
  const claim = open.claims.at(-1);
  if (open.level !== 'claim' || !claim) return false;
  claim.lines.push({ id: null, stcs: [] });
  return true;
}

function takeSegment(open: Open277, segment: X12Segment): boolean {
  switch (segment.tag) {
    case 'HL':
      return openLevel(open, segment);
    case 'NM1':
      return takeName(open, segment);
    case 'TRN':
      return takeTrace(open, segment);
    case 'STC':
      return takeStatus(open, segment);
    case 'REF':
      return takeReference(open, segment);
    case 'SVC':
      return takeLine(open);
    // Dates, counts and sums say nothing that decides.
    default:
      return ['BHT', 'DTP', 'QTY', 'AMT', 'PER'].includes(segment.tag);
  }
}

function statusesOf(stc: X12Segment, componentSeparator: string): readonly ClaimStatus[] {
  return [1, 10, 11]
    .map((position) => elementOf(stc, position))
    .filter((composite) => composite !== '')
    .map((composite) => {
      const [category = '', status = '', entity = ''] = composite.split(componentSeparator);
      return { category, status, entity, words: statusWords(category, status, entity) };
    });
}

/** The action code decides, unless a category contradicts a yes: what is doubtful counts as rejected. */
function answerOf({ stcs }: Draft, componentSeparator: string): Answer277 {
  const statuses = stcs.flatMap((stc) => statusesOf(stc, componentSeparator));
  const isAccepted =
    statuses.length > 0 &&
    stcs.every((stc) => elementOf(stc, 3) !== 'U') &&
    statuses.every(({ category }) => isAcceptingCategory(category));
  return { verdict: isAccepted ? 'accepted' : 'rejected', statuses };
}

function acknowledgementOf(
  { segments }: X12Transaction,
  componentSeparator: string,
): ClaimAcknowledgement277 | null {
  const open: Open277 = {
    level: null,
    receiver: { id: null, stcs: [] },
    providers: [],
    claims: [],
  };
  if (!segments.every((segment) => takeSegment(open, segment))) return null;
  // A claim that nothing is said of is no answer.
  if (open.claims.some(({ stcs, lines }) => stcs.length === 0 && lines.length === 0)) return null;
  const { receiver, providers } = open;
  return {
    batchReference: receiver.id,
    batch: receiver.stcs.length > 0 ? answerOf(receiver, componentSeparator) : null,
    providers: providers
      .filter(({ stcs }) => stcs.length > 0)
      .map((provider) => ({ id: provider.id, ...answerOf(provider, componentSeparator) })),
    claims: open.claims.map((claim) => claimAnswerOf(claim, componentSeparator)),
  };
}

function claimAnswerOf(claim: ClaimDraft, componentSeparator: string): ClaimAnswer277 {
  const lines = claim.lines.map((line) => ({
    lineId: line.id,
    ...answerOf(line, componentSeparator),
  }));
  const own = answerOf(claim, componentSeparator);
  // Some receivers say what is wrong at the lines only.
  const isSaid = own.statuses.length > 0;
  const byLines = lines.some(({ verdict }) => verdict === 'rejected') ? 'rejected' : 'accepted';
  return {
    controlNumber: claim.id ?? '',
    payerClaimNumber: claim.payerNumber,
    clearinghouseNumber: claim.clearinghouseNumber,
    verdict: isSaid ? own.verdict : byLines,
    statuses: own.statuses,
    lines,
  };
}

/** How the implementation of a 277CA is named, whatever its addenda. */
const IMPLEMENTATION = '005010X214';

/**
 * Reads a file of 277CA claim acknowledgements, whole or not at all: a file that is cut off, or
 * holds anything else (a 277 that answers a status request among them), is refused.
 */
export function read277CA(text: string): Result<readonly ClaimAcknowledgement277[], X12Refusal> {
  const read = readX12(text);
  if (!read.ok) return read;
  const answers: ClaimAcknowledgement277[] = [];
  for (const { groups, componentSeparator } of read.value) {
    for (const { transactions, implementation } of groups) {
      for (const transaction of transactions) {
        const version = transaction.implementation || implementation;
        if (transaction.kind !== '277' || !version.startsWith(IMPLEMENTATION)) return OTHER_KIND;
        const answer = acknowledgementOf(transaction, componentSeparator);
        if (!answer) return BROKEN;
        answers.push(answer);
      }
    }
  }
  return answers.length > 0 ? ok(answers) : OTHER_KIND;
}

const OTHER_KIND = fail(
  'otherKind',
  'The file is no 277CA claim acknowledgement but something else. Choose another file.',
);

const BROKEN = fail(
  'outOfPlace',
  'The 277CA is broken: its parts do not follow each other as they must. Fetch it again; nothing of it was used.',
);
