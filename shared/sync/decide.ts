import { type ChangeCase, changeCase, held, NOTHING, type Verdict } from './decide-change.ts';
import { decideFields } from './decide-fields.ts';
import { decideHistory, mainRow } from './decide-history.ts';
import { decideFact, decideGuarded, decideLatest } from './decide-row.ts';
import type { ChangeTransaction, Decision, DecisionInput } from './decision.ts';
import { type SyncClass, syncEntity, WRITTEN_BY_SERVER } from './entities.ts';
import { type ChangeLine, type Outcome, SERVER_DEVICE } from './line.ts';
import { reviewOf } from './reviews.ts';
import { parseRowKey, sameJson } from './row-key.ts';
import { rowStates, type RowStates } from './row-states.ts';

export type RowPlace = { readonly entity: string; readonly rowKey: string };

/** The rows that a decision about a transaction looks at; of tables that this release knows. */
export function rowsOf({ changes }: ChangeTransaction): readonly RowPlace[] {
  return changes.flatMap(({ line }) => {
    const entity = syncEntity(line.k);
    if (!entity || isUnsound(line)) return [];
    const own = { entity: line.k, rowKey: line.r };
    return entity.class === 'history' ? [own, mainRow(line.k, line.r)] : [own];
  });
}

/**
 * What becomes of one transaction: an outcome for each change, the rows' effects and the registers to set,
 * both in order, and what to tell people. Of the same input always the same; nothing is refused.
 */
export function decide(input: DecisionInput): Decision {
  const { changes, deviceId } = input.transaction;
  if (input.outcomes) return takeUp(input, (at) => !isNotTakenUp(input.outcomes?.[at]));
  const isOfServer = deviceId === SERVER_DEVICE;
  const unsound = changes.findIndex(
    ({ line }) => isUnsound(line) || (WRITTEN_BY_SERVER.has(line.k) && !isOfServer),
  );
  if (unsound !== -1) return setAside(input, 'quarantined', unsound);
  if (changes.some(({ line }) => isUnknown(line, input.schemaVersion)))
    return setAside(input, 'waiting', null);
  const decision = takeUp(input, () => true);
  if (!decision.outcomes.includes('held')) return decision;
  const trail = takeUp(input, (at) => isTrail(changes[at]?.line));
  return {
    ...trail,
    outcomes: changes.map(({ line }) => (isTrail(line) ? 'applied' : 'held')),
    reviews: decision.reviews.filter(
      ({ kind }) =>
        kind === 'concurrentEdit' || kind === 'dependsOnHeld' || kind === 'settledTwice',
    ),
  };
}

/** The decision for a transaction that cannot be taken up, whatever stands: only its trail is kept. */
export function setAside(
  input: DecisionInput,
  outcome: Extract<Outcome, 'quarantined' | 'waiting'>,
  cause: number | null,
): Decision {
  const { transaction, standing, schemaVersion } = input;
  const keeps = (line: ChangeLine | undefined): boolean =>
    line !== undefined && isTrail(line) && !isUnsound(line) && !isUnknown(line, schemaVersion);
  const { changes } = transaction;
  const line = cause === null ? undefined : changes[cause]?.line;
  const place = { entity: line?.k ?? '', rowKey: line?.r ?? '', change: cause ?? 0 };
  return {
    ...takeUp(input, (at) => keeps(changes[at]?.line)),
    outcomes: changes.map((each) => (keeps(each.line) ? 'applied' : outcome)),
    reviews: line ? [reviewOf(transaction, standing, { kind: 'quarantined', ...place })] : [],
  };
}

/** Decides these changes one after the other; ends at the first that must be held. */
function takeUp(input: DecisionInput, isTaken: (at: number) => boolean): Decision {
  const states = rowStates(input.standing);
  const verdicts: Verdict[] = [];
  for (const at of input.transaction.changes.keys()) {
    const verdict = isTaken(at) ? verdictOn(input, states, at) : skipped(input, at);
    verdicts.push(verdict);
    if (verdict.outcome === 'held' && isTaken(at)) break;
  }
  return {
    outcomes: verdicts.map(({ outcome }) => outcome),
    effects: verdicts.flatMap(({ effects }) => effects),
    registers: verdicts.flatMap(({ registers }) => registers),
    reviews: verdicts.flatMap(({ reviews }) => reviews),
  };
}

function skipped({ outcomes }: DecisionInput, at: number): Verdict {
  return { ...NOTHING, outcome: outcomes?.[at] ?? 'applied' };
}

const RULES: Readonly<Record<SyncClass, (one: ChangeCase) => Verdict>> = {
  fact: decideFact,
  trail: decideFact,
  guarded: decideGuarded,
  latest: decideLatest,
  fields: decideFields,
  history: decideHistory,
  derived: () => NOTHING,
  local: () => NOTHING,
};

function verdictOn(input: DecisionInput, states: RowStates, at: number): Verdict {
  const one = changeCase(input, states, at);
  if (!one) return NOTHING;
  const decided = input.outcomes?.[at];
  if (!decided && dependsOnHeld(one)) return held(one, 'dependsOnHeld');
  const isGone = one.op !== 'i' && !one.state.values;
  if (decided && isGone) return { ...NOTHING, outcome: decided };
  const verdict = RULES[one.entity.class](one);
  return decided ? { ...verdict, outcome: decided, reviews: [] } : verdict;
}

/** True for what follows from a change that was not taken up, such as the insert of its row. */
function dependsOnHeld({ op, state, base, input, entity }: ChangeCase): boolean {
  if (entity.class === 'trail' || op === 'i') return false;
  if (Object.values(base).some((id) => input.standing.notTakenUp.has(id))) return true;
  return op === 'u' && !state.values && Object.keys(state.registers).length === 0;
}

/** True for a line that is none: of another row than it says, or one that changes a trail. */
export function isUnsound({ k, r, o, v }: ChangeLine): boolean {
  const entity = syncEntity(k);
  if (!entity) return false;
  if (entity.class === 'trail' && o !== 'i') return true;
  const key = parseRowKey(r);
  if (key?.length !== entity.keys.length) return true;
  return entity.keys.some((name, place) => {
    const said = v[name];
    return said === undefined ? o === 'i' : !sameJson(said, key[place]);
  });
}

/** True for a change that a later release understands. */
export function isUnknown({ k, m }: ChangeLine, schemaVersion: number): boolean {
  return syncEntity(k) === undefined || m > schemaVersion;
}

function isTrail(line: ChangeLine | undefined): boolean {
  return line !== undefined && syncEntity(line.k)?.class === 'trail';
}

function isNotTakenUp(outcome: Outcome | undefined): boolean {
  return outcome === 'held' || outcome === 'quarantined' || outcome === 'waiting';
}
