import { fail, ok, type Failure, type Result } from '../base/result.ts';
import type { Answer277, ClaimAcknowledgement277 } from '../billing/x12/acknowledgement-277ca.ts';
import type { Acknowledgement999, Transaction999 } from '../billing/x12/acknowledgement-999.ts';
import { read277CA } from '../billing/x12/read-277ca.ts';
import { read999 } from '../billing/x12/read-999.ts';
import { readX12 } from '../billing/x12/read-x12.ts';

/** What an answer says of one claim of ours. */
export type ClaimMove = {
  readonly controlNumber: string;
  readonly kind: 'acknowledged' | 'rejected';
  readonly reasons: readonly string[];
  readonly payerReference: string | null;
};

/** A whole transaction set of a file of ours that was turned away, and so every claim in it. */
export type SetMove = {
  /** ISA13 and GS06 of our file. */
  readonly interchangeNumber: number;
  /** Which set of the file, from 0. */
  readonly index: number;
  readonly reasons: readonly string[];
};

export type AnswerMoves = {
  readonly kind: '999' | '277CA';
  readonly claims: readonly ClaimMove[];
  readonly sets: readonly SetMove[];
  /** On files and sets that move nothing. */
  readonly notes: readonly string[];
};

/** Reads a 999 or a 277CA; anything else, or a file that is cut off, is refused with its reason. */
export function readAnswer(text: string): Result<AnswerMoves, Failure> {
  const read = readX12(text);
  if (!read.ok) return read;
  const kinds = new Set(
    read.value.flatMap(({ groups }) =>
      groups.flatMap(({ transactions }) => transactions.map(({ kind }) => kind)),
    ),
  );
  if (kinds.has('999')) {
    const answers = read999(text);
    return answers.ok ? ok(movesOf999(answers.value)) : answers;
  }
  if (kinds.has('277')) {
    const answers = read277CA(text);
    return answers.ok ? ok(movesOf277(answers.value)) : answers;
  }
  return fail(
    'otherKind',
    'This is no answer to claims: choose a 999 or a 277CA file of the clearinghouse.',
  );
}

function movesOf999(answers: readonly Acknowledgement999[]): AnswerMoves {
  const sets = answers.flatMap((answer) => {
    const interchangeNumber = Number(answer.groupControlNumber);
    // A group that is turned away as a whole need not name its sets.
    if (answer.verdict === 'rejected' && answer.transactions.length === 0)
      return Array.from({ length: Math.max(1, answer.counts.included) }, (_, index) => ({
        interchangeNumber,
        index,
        reasons: orElse(answer.reasons, 'The file was rejected without a reason.'),
      }));
    return answer.transactions
      .filter(({ verdict }) => verdict === 'rejected')
      .map((set) => ({
        interchangeNumber,
        index: Number(set.controlNumber) - 1,
        reasons: reasonsOf(set, answer.reasons),
      }));
  });
  return { kind: '999', claims: [], sets, notes: answers.flatMap(notesOf999) };
}

function orElse(reasons: readonly string[], words: string): readonly string[] {
  return reasons.length > 0 ? reasons : [words];
}

function reasonsOf({ reasons, errors }: Transaction999, ofGroup: readonly string[]) {
  const words = [...ofGroup, ...reasons, ...errors.map((error) => error.words)];
  return orElse([...new Set(words)], 'The file was rejected without a reason.');
}

function notesOf999({ groupControlNumber, verdict, transactions }: Acknowledgement999) {
  const file = `File ${Number(groupControlNumber)}`;
  if (verdict === 'rejected') return [`${file} was rejected.`];
  const warned = transactions.flatMap((set) =>
    set.verdict === 'acceptedWithErrors'
      ? set.errors.map(({ claimControlNumber, words }) =>
          claimControlNumber === null ? words : `Claim ${claimControlNumber}: ${words}`,
        )
      : [],
  );
  const taken = verdict === 'partlyAccepted' ? 'was taken in in part.' : 'was taken in.';
  return [`${file} ${taken}`, ...warned];
}

function movesOf277(answers: readonly ClaimAcknowledgement277[]): AnswerMoves {
  const claims = answers.flatMap((answer) =>
    answer.claims.map(
      (claim): ClaimMove => ({
        controlNumber: claim.controlNumber,
        kind: claim.verdict === 'accepted' ? 'acknowledged' : 'rejected',
        reasons: [
          ...wordsOf(claim),
          ...claim.lines.flatMap((line) =>
            wordsOf(line).map((words) => `Line ${line.lineId ?? 'not named'}: ${words}`),
          ),
        ],
        payerReference: claim.payerClaimNumber,
      }),
    ),
  );
  return {
    kind: '277CA',
    claims,
    sets: answers.flatMap(setsOf277),
    notes: answers.flatMap(({ providers }) =>
      providers.filter(({ verdict }) => verdict === 'rejected').flatMap(wordsOf),
    ),
  };
}

/** A batch or provider that is turned away before its claims were looked at. */
function setsOf277({ batchReference, batch, providers, claims }: ClaimAcknowledgement277) {
  const rejecting = [...(batch ? [batch] : []), ...providers].filter(
    ({ verdict }) => verdict === 'rejected',
  );
  const named = /^(\d{9})-(\d{4,9})$/.exec(batchReference ?? '');
  if (rejecting.length === 0 || claims.length > 0 || named === null) return [];
  return [
    {
      interchangeNumber: Number(named[1]),
      index: Number(named[2]) - 1,
      reasons: orElse(rejecting.flatMap(wordsOf), 'The file was rejected without a reason.'),
    },
  ];
}

const wordsOf = ({ statuses }: Answer277): readonly string[] => [
  ...new Set(statuses.map(({ words }) => words)),
];
