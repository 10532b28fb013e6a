import type { RowEffect } from '../decision.ts';
import { rowId } from '../row-key.ts';

/** Effects that one statement does. */
export type EffectGroup = {
  readonly op: RowEffect['op'];
  readonly entity: string;
  readonly columns: readonly string[];
  readonly effects: readonly RowEffect[];
};

/**
 * Effects together that write the same columns of a table, each row in the order of its own effects. What
 * refers to another row may so come before it: where that fails, they must be done one by one.
 */
export function groupEffects(effects: readonly RowEffect[]): readonly EffectGroup[] {
  const groups: { signature: string; effects: RowEffect[] }[] = [];
  const lastOf = new Map<string, number>();
  // Nothing moves to before a deletion.
  let barrier = 0;
  for (const effect of effects) {
    const id = rowId(effect.entity, effect.rowKey);
    const signature = signatureOf(effect);
    const from = Math.max(barrier, (lastOf.get(id) ?? -1) + 1);
    let at = groups.findIndex((group, place) => place >= from && group.signature === signature);
    if (at === -1) at = groups.push({ signature, effects: [] }) - 1;
    groups[at]?.effects.push(effect);
    lastOf.set(id, at);
    if (effect.op === 'delete') barrier = groups.length;
  }
  return groups.flatMap(({ effects: together }) => {
    const [first] = together;
    if (!first) return [];
    const { op, entity, values } = first;
    return [{ op, entity, columns: Object.keys(values), effects: together }];
  });
}

function signatureOf({ op, entity, values }: RowEffect): string {
  return [op, entity, ...Object.keys(values)].join(' ');
}
