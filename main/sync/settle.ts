import { fail, ok } from '../../shared/base/result.ts';
import { fieldLabel, fieldValue, instantInWords } from '../../shared/charts/field-words.ts';
import type { SETTLEMENT_CHOICES } from '../../shared/sync/sync-review.ts';
import { settlePatientDetails } from '../patients/settling-actions.ts';
import { siteTimeZone } from '../site/actions.ts';
import { checkPin } from '../staff/pin-check.ts';
import { choicesOf, signedChoices } from './review-choices.ts';
import { type Around, readAround } from './review-names.ts';
import { arrivingSide, standingSide } from './review-sides.ts';
import { insertSettlement, selectReview, type StoredReview } from './review-store.ts';
import { authorOf } from './reviews.ts';
import { sqlOver } from './sql.ts';
import { keepBeside, takeOver, type Told } from './take-over.ts';
import type { SettlingContext } from './take-over-change.ts';
import { type Arrived, camelOf, inIsoTime, saidBy, whatArrived } from './what-arrived.ts';

type Choice = (typeof SETTLEMENT_CHOICES)[number];

type Given = {
  readonly reviewId: string;
  readonly choice: Choice;
  readonly note: string | null;
  readonly pin: string | null;
};

const unknownReview = fail('UnknownReview', 'There is no such entry in the list.');
const alreadySettled = fail('AlreadySettled', 'Somebody has settled this already.');
const reasonNeeded = fail('ReasonNeeded', 'Say why this one is taken and not the other.');
const pinNeeded = fail('PinNeeded', 'The record is signed. Confirm with your PIN.');

const NOT_TO_CHOOSE = {
  signature:
    'A signature counts only for what its signer saw. Keep what stands, and have the record signed again.',
  billing: 'Bills are made from what stands. Keep what stands, and do it again where it is right.',
  other: 'That cannot be chosen here.',
} as const;

/**
 * Writes down what a person decided, and does it: as a change of theirs, made with both sides in view, so
 * that it counts everywhere over either. What a rule is against stays in the list.
 */
export async function settle({ reviewId, choice, note, pin }: Given, context: SettlingContext) {
  const { tx, now, actor } = context;
  const sql = sqlOver(tx);
  const review = await selectReview(sql, reviewId);
  if (!review) return unknownReview;
  if (review.choice) return alreadySettled;
  const arrived = arrivedOf(review);
  const choices = choicesOf(review.kind, arrived);
  if (!choices.includes(choice)) return notToChoose(arrived);
  if (choice === 'takeArriving' && note === null) return reasonNeeded;
  const around = await readAround(sql, [review]);
  const { isSigned } = around.recordOf(review);
  if (signedChoices(choices, { arrived, isSigned }).includes(choice)) {
    if (pin === null) return pinNeeded;
    const checked = await checkPin(context, actor.userId, pin);
    if (!checked.ok) return checked;
  }
  // Before all it does: where two people settle the same unseen, the second has no effect at all.
  await insertSettlement(sql, {
    reviewId,
    choice,
    note,
    settledBy: actor.userId,
    settledAt: now.toISOString(),
  });
  const told = toldOf(review, { note, around, timeZone: await siteTimeZone(tx) });
  const done = await carryOut(context, { review, choice, told });
  return done.ok ? ok({ settlementId: reviewId }) : done;
}

function notToChoose(arrived: Arrived) {
  const what = whatArrived(arrived);
  const isNamed = what === 'signature' || what === 'billing';
  return fail('NotPossible', NOT_TO_CHOOSE[isNamed ? what : 'other']);
}

function arrivedOf({ entity, rowKey, arriving }: StoredReview): Arrived {
  return { entity, rowKey, changes: arrivingSide.parse(arriving).changes ?? [] };
}

type Deciding = { readonly review: StoredReview; readonly choice: Choice; readonly told: Told };

async function carryOut(context: SettlingContext, { review, choice, told }: Deciding) {
  if (choice === 'noted') return ok(null);
  if (review.kind === 'concurrentFields') return settleFields(context, { review, choice });
  if (choice === 'takeArriving') return takeOver(context, arrivedOf(review), told);
  return choice === 'both' ? keepBeside(context, arrivedOf(review), told) : ok(null);
}

/** Sets the fields that two people set to those of the chosen side, whichever counts by now. */
async function settleFields(
  context: SettlingContext,
  { review, choice }: Pick<Deciding, 'review' | 'choice'>,
) {
  const stood = standingSide.parse(review.standing).values ?? {};
  const arrived = arrivedOf(review);
  const came = saidBy(arrived);
  const fields = Object.entries(stood).map(([column, value]) => {
    const field = camelOf(column);
    return [field, choice === 'takeArriving' && field in came ? came[field] : inIsoTime(value)];
  });
  const id = /^\["([^"]+)"\]$/.exec(review.rowKey)?.[1] ?? '';
  const done = await settlePatientDetails(context, { id, said: Object.fromEntries(fields) });
  if (done.ok) return done;
  return fail('NotPossible', `This cannot be set as it is. ${done.failure.message}`);
}

/** As long as the reason of a correction may be. */
const LONGEST_REASON = 500;

type Telling = {
  readonly note: string | null;
  readonly around: Around;
  readonly timeZone: string;
};

/** What the record's history says of it: whose it was, and that it had not seen what stands. */
function toldOf(review: StoredReview, { note, around, timeZone }: Telling): Told {
  const { userName, at } = authorOf(arrivingSide.parse(review.arriving), around.names);
  const when = at === null ? '' : ` on ${instantInWords(at, timeZone)}`;
  const whose = `${userName ?? 'Somebody'} wrote this${when}, without having seen what stands.`;
  const reason = `Settled: ${note === null ? '' : `${note} – `}${whose}`;
  const names = { timeZone, of: around.names };
  const said = Object.entries(saidBy(arrivedOf(review)))
    .map(([field, value]) => `${fieldLabel(field)}: ${fieldValue(field, value, names) || 'empty'}`)
    .join('\n');
  return { reason: reason.slice(0, LONGEST_REASON), words: `${whose}\n${said}` };
}
