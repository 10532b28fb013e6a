import type { AuditChain, AuditFinding, AuditReport } from '../../shared/audit/verify-report.ts';
import type { TrailStep } from './verify-trail.ts';
import type { Trouble } from './verify-trouble.ts';
import { auditWords } from './verify-words.ts';

const MOST_FINDINGS = 100;

/** What all steps of a check came to. */
export type TrailSum = TrailStep;

export const nothingFound: TrailSum = { events: 0, unchainedEvents: 0, heads: 0, troubles: [] };

export function added(sum: TrailSum, step: TrailStep): TrailSum {
  return {
    events: sum.events + step.events,
    unchainedEvents: sum.unchainedEvents + step.unchainedEvents,
    heads: sum.heads + step.heads,
    troubles: [...sum.troubles, ...step.troubles],
  };
}

/** The last events before a backup was put in the place of the records, by chain. */
export type Restores = readonly { readonly chainId: string; readonly number: number }[];

type Known = { readonly chains: readonly AuditChain[]; readonly restores: Restores };

/** What was found in plain words: problems before notes, and of each chain what comes first in it. */
export function findingsOf(troubles: readonly Trouble[], known: Known): readonly AuditFinding[] {
  const seen = told(troubles, known.restores).map((trouble) => findingOf(trouble, known.chains));
  const isProblem = ({ severity }: AuditFinding): boolean => severity === 'problem';
  const sorted = [...seen.filter(isProblem), ...seen.filter((each) => !isProblem(each))];
  return sorted.slice(0, MOST_FINDINGS);
}

export function reportOf(
  sum: TrailSum,
  known: Known & { readonly checkedAt: string },
): AuditReport {
  const findings = findingsOf(sum.troubles, known);
  return {
    checkedAt: known.checkedAt,
    isWhole: findings.every(({ severity }) => severity === 'note'),
    events: sum.events,
    unchainedEvents: sum.unchainedEvents,
    heads: sum.heads,
    chains: [...known.chains],
    findings: [...findings],
  };
}

const ENDS: readonly Trouble['kind'][] = ['cut', 'rewritten'];

/** One for each chain of what several signed heads show, and a tail that a restore explains as such. */
function told(troubles: readonly Trouble[], restores: Restores): readonly Trouble[] {
  const first = new Map<string, Trouble>();
  for (const trouble of troubles.map((each) => meant(each, troubles, restores))) {
    const { kind, chainId, chainNumber } = trouble;
    const key = `${kind} ${chainId}${ENDS.includes(kind) || kind === 'restored' ? '' : ` ${chainNumber} ${trouble.event?.id}`}`;
    const before = first.get(key);
    const isWider = before && kind !== 'rewritten' && before.count < trouble.count;
    const isEarlier = before && kind === 'rewritten' && isBefore(trouble, before);
    if (!before || isWider || isEarlier) first.set(key, trouble);
  }
  return [...first.values()].toSorted((one, other) =>
    one.chainId === other.chainId ? (one.chainNumber ?? 0) - (other.chainNumber ?? 0) : 0,
  );
}

function isBefore(one: Trouble, other: Trouble): boolean {
  return (one.chainNumber ?? 0) < (other.chainNumber ?? 0);
}

function meant(trouble: Trouble, all: readonly Trouble[], restores: Restores): Trouble {
  const { kind, chainId, chainNumber } = trouble;
  const isRestored = restores.some(
    (restore) => restore.chainId === chainId && restore.number + 1 === chainNumber,
  );
  if (kind === 'cut' && isRestored) return { ...trouble, kind: 'restored' };
  // What does not lead to where another copy went on was no other copy's.
  const isForged = all.some(
    (other) => other.kind === 'inserted' && other.chainId === chainId && !isBefore(other, trouble),
  );
  return kind === 'split' && isForged ? { ...trouble, kind: 'inserted' } : trouble;
}

const NOTES: readonly Trouble['kind'][] = ['restored', 'split', 'unchained'];

function findingOf(trouble: Trouble, chains: readonly AuditChain[]): AuditFinding {
  const { what, toDo } = auditWords[trouble.kind];
  const chain = chains.find(({ chainId }) => chainId === trouble.chainId);
  const name = chain?.deviceName ?? null;
  const computer = chain?.isThisComputer ? 'this computer' : `computer ${name ?? 'without a name'}`;
  return {
    ...trouble,
    severity: NOTES.includes(trouble.kind) ? 'note' : 'problem',
    what: what({ ...trouble, computer: name ? `“${name}”` : computer }),
    toDo,
  };
}
