import {
  type ChangeCase,
  differences,
  held,
  insertRow,
  moveRegister,
  NOTHING,
  place,
  review,
  setColumns,
  takeRegister,
  type Verdict,
  withVersion,
} from './decide-change.ts';
import { isLater } from './decision.ts';
import { concurrencyUnit } from './entities.ts';
import { hasSeen } from './row-states.ts';
import type { Values } from './row-key.ts';

/** A row of which nobody ever changes anything: an equal key is the same fact. */
export function decideFact(one: ChangeCase): Verdict {
  if (one.op === 'd') return deleteRow(one);
  if (one.op === 'u') return { ...NOTHING, effects: [setColumns(one, one.body, [])] };
  return one.state.values ? NOTHING : { ...NOTHING, effects: [insertRow(one)] };
}

/** A row that only somebody may change who had seen what stands. */
export function decideGuarded(one: ChangeCase): Verdict {
  if (one.op === 'i' && !one.state.values) return { ...NOTHING, effects: [insertRow(one)] };
  if (one.op === 'i' && differences(one).length === 0) return NOTHING;
  if (one.op === 'd' && !one.state.values) return NOTHING;
  const mayChange = one.op !== 'i' && hasSeen(one.base[''], one.state.registers['']);
  if (!mayChange && !one.isDecided)
    return held(one, one.entity.name === 'sync_settlements' ? 'settledTwice' : 'concurrentEdit');
  if (one.op === 'd') return deleteRow(one);
  return setWhole(one);
}

/** A row of which the later change counts as a whole. */
export function decideLatest(one: ChangeCase): Verdict {
  const stands = one.state.registers[''];
  if (one.op === 'i' && !one.state.values) return { ...NOTHING, effects: [insertRow(one)] };
  if (one.op === 'i' && differences(one).length === 0) return NOTHING;
  if (!one.state.values) return one.op === 'd' ? NOTHING : changedAfterDeletion(one);
  const isConcurrent = one.op === 'i' || !hasSeen(one.base[''], stands);
  if (one.op === 'd') {
    const reviews = isConcurrent ? [review(one, 'concurrentRow')] : [];
    return { ...deleteRow(one), reviews };
  }
  if (!isConcurrent) return setWhole(one);
  const reviews = differences(one).length === 0 ? [] : [review(one, 'concurrentRow')];
  const isSaidToCount = one.input.outcomes?.[one.at] === 'applied';
  if (reviews.length === 0 || isSaidToCount || !stands || isLater(one.register, stands))
    return { ...setWhole(one), reviews };
  const version = withVersion(one, {});
  return { outcome: 'merged', effects: version ? [version] : [], registers: [], reviews };
}

/** A change of what another deleted without having seen it: what it says is shown, and deleted it stays. */
export function changedAfterDeletion(one: ChangeCase): Verdict {
  return { ...NOTHING, outcome: 'merged', reviews: [review(one, 'concurrentRow')] };
}

function setWhole(one: ChangeCase): Verdict {
  if (!one.state.values) return NOTHING;
  const isOther = differences(one).length > 0;
  const { version: _, ...values }: Values = one.body;
  const effect = withVersion(one, values);
  // A row never stands by another change than the one whose values it has.
  const registers = isOther ? takeRegister(one, '') : moveRegister(one, '');
  return { ...NOTHING, effects: effect ? [effect] : [], registers };
}

/** Deleting counts against whatever arrives later: nothing can be put into a row that is gone. */
export function deleteRow(one: ChangeCase): Verdict {
  if (!one.state.values) return NOTHING;
  one.state.values = null;
  const hasRegisters = concurrencyUnit(one.entity) !== 'none';
  if (hasRegisters) one.state.registers[''] = one.register;
  return {
    ...NOTHING,
    effects: [{ op: 'delete', ...place(one), values: {}, made: [] }],
    registers: hasRegisters
      ? [{ entity: one.entity.name, rowKey: one.rowKey, field: '', register: one.register }]
      : [],
  };
}
