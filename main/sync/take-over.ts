import { fail, ok } from '../../shared/base/result.ts';
import {
  keepBesideAssessment,
  strikeOutAssessment,
  takeOverAssessment,
} from '../assessments/settling-actions.ts';
import {
  keepBesideTreatment,
  strikeOutTreatment,
  takeOverTreatment,
  type UnseenTreatment,
} from '../treatments/settling-actions.ts';
import { keepBesideWound, strikeOutWound, takeOverWound } from '../wounds/settling-actions.ts';
import { sqlOver } from './sql.ts';
import { type Done, type SettlingContext, takeOverChange } from './take-over-change.ts';
import { takeChanges } from './take-changes.ts';
import { type Arrived, cameWith, saidBy, whatArrived } from './what-arrived.ts';

type Way = (context: SettlingContext, unseen: UnseenTreatment) => Promise<Done>;

type Ways = { readonly takeOver: Way; readonly keepBeside: Way; readonly strikeOut: Way };

/** Records that have rules of their own for what may stand in them. */
const WAYS: Readonly<Record<string, Ways>> = {
  treatment_records: {
    takeOver: takeOverTreatment,
    keepBeside: keepBesideTreatment,
    strikeOut: strikeOutTreatment,
  },
  wound_assessments: {
    takeOver: takeOverAssessment,
    keepBeside: keepBesideAssessment,
    strikeOut: strikeOutAssessment,
  },
  wounds: { takeOver: takeOverWound, keepBeside: keepBesideWound, strikeOut: strikeOutWound },
};

/** Whose it was and why it is taken up now, and its fields, both in words. */
export type Told = { readonly reason: string; readonly words: string };

const notPossible = fail(
  'NotPossible',
  'This cannot be taken over as it is, because the record has moved on. Correct the record by hand, then keep what stands.',
);

/** Makes the later side stand, by the rules of the record; `told` says in its history why. */
export async function takeOver(context: SettlingContext, arrived: Arrived, told: Told) {
  const ways = WAYS[arrived.entity];
  const what = whatArrived(arrived);
  if (ways && what === 'correction')
    return saying(await ways.takeOver(context, unseenOf(arrived, told)));
  if (ways && what === 'striking')
    return saying(await ways.strikeOut(context, unseenOf(arrived, told)));
  if (what === 'change') {
    const done = await takeOverChange(context, arrived, told.reason);
    return done ? saying(done) : notPossible;
  }
  return (await takeChanges(sqlOver(context.tx), arrived.changes)) ? ok(null) : notPossible;
}

/** Leaves what stands, and keeps the later side with it. */
export async function keepBeside(context: SettlingContext, arrived: Arrived, told: Told) {
  const ways = WAYS[arrived.entity];
  return ways ? saying(await ways.keepBeside(context, unseenOf(arrived, told))) : notPossible;
}

function unseenOf(arrived: Arrived, told: Told): UnseenTreatment {
  const [id] = keyOf(arrived.rowKey);
  const said = saidBy(arrived);
  // An order that came with it waits too: what stands on none gets another.
  const orders = new Set(cameWith(arrived, 'orders').flatMap(({ rowKey }) => keyOf(rowKey)));
  const hasLostOrder = typeof said['orderId'] === 'string' && orders.has(said['orderId']);
  const concerns = cameWith(arrived, 'treatment_concerns').map(({ values }) => values);
  return {
    id: id ?? '',
    said: hasLostOrder ? { ...said, orderId: null } : said,
    concerns,
    ...told,
  };
}

function keyOf(rowKey: string): readonly string[] {
  return /^\["([^"]+)"\]$/.exec(rowKey)?.slice(1) ?? [];
}

/** What a rule says against it stands in the answer: the entry stays in the list. */
function saying(done: Done) {
  return done.ok
    ? ok(null)
    : fail('NotPossible', `This cannot be taken over as it is. ${done.failure.message}`);
}
