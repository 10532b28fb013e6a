import { takeOverCondition } from '../conditions/settling-actions.ts';
import { takeOverOrder } from '../orders/settling-actions.ts';
import { takeOverCoverage } from '../payers/settling-actions.ts';
import { takeOverCare } from '../wounds/settling-actions.ts';
import type { Actor } from '../../shared/base/permission.ts';
import type { CommandContext } from '../platform/context.ts';
import type { ArrivingChange } from './review-sides.ts';
import { type Arrived, saidIn } from './what-arrived.ts';

export type SettlingContext = CommandContext & { readonly actor: Actor };

/** A rule that is against it says so in words. */
export type Done =
  | { readonly ok: true }
  | { readonly ok: false; readonly failure: { readonly message: string } };

/** Makes what came stand by the own rules of whatever it changes; null for what has none of its own. */
export async function takeOverChange(
  context: SettlingContext,
  arrived: Arrived,
  reason: string,
): Promise<Done | null> {
  const own = changesOf(arrived, arrived.entity).filter(({ rowKey }) => rowKey === arrived.rowKey);
  const unseen = { id: idOf(arrived.rowKey), said: saidIn(own), reason };
  switch (arrived.entity) {
    case 'conditions':
      return takeOverCondition(context, unseen);
    case 'coverages':
      return takeOverCoverage(context, unseen);
    case 'orders':
    case 'order_lines':
      return takeOverOrder(context, unseenOrder(arrived, reason));
    case 'wounds':
    case 'care_episodes':
      return takeOverCare(context, unseenCare(arrived, reason));
    default:
      return null;
  }
}

function changesOf({ changes }: Arrived, entity: string): readonly ArrivingChange[] {
  return changes.filter((each) => each.entity === entity);
}

function idOf(rowKey: string): string {
  return /^\["([^"]+)"\]$/.exec(rowKey)?.[1] ?? '';
}

/** A draft's lines are all put in place anew: those that came are all that its author wanted. */
function unseenOrder(arrived: Arrived, reason: string) {
  const heads = changesOf(arrived, 'orders');
  const lines = changesOf(arrived, 'order_lines');
  const added = lines.filter(({ op }) => op === 'i').map(({ values }) => values);
  return {
    id: idOf(heads[0]?.rowKey ?? ''),
    said: saidIn(heads),
    lines:
      lines.length === 0
        ? null
        : added.map((line) => ({
            productId: line['product_id'],
            quantity: line['quantity_ordered'],
          })),
    reason,
  };
}

function unseenCare(arrived: Arrived, reason: string) {
  const episodes = changesOf(arrived, 'care_episodes');
  return {
    woundId: idOf(changesOf(arrived, 'wounds')[0]?.rowKey ?? ''),
    episodes: episodes.map((each) => ({
      id: idOf(each.rowKey),
      isNew: each.op === 'i',
      said: saidIn([each]),
    })),
    reason,
  };
}
