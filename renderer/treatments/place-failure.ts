import type { z } from 'zod';
import type { overuseDetails } from '../../shared/treatments/contract.ts';
import { gapKinds, isGap } from '../../shared/safety/trace-gap.ts';
import { fieldOfGap } from '../../shared/treatments/entry-gaps.ts';
import { entryProblemsOf } from '../../shared/treatments/read-entry.ts';
import type { EntryField } from '../../shared/treatments/treatment-entry.ts';
import type { ReplyOf } from '../client/use-operation.ts';
import type { TreatmentForm } from './use-treatment-form.ts';
import { focusField } from './field-focus.ts';

export type SaveReply = ReplyOf<'treatments.record'> | ReplyOf<'treatments.correct'>;
type AmendReply = ReplyOf<'treatments.amend'>;
export type SaveFailure = Extract<SaveReply, { readonly ok: false }>['failure'];
type AnyFailure = Extract<SaveReply | AmendReply, { readonly ok: false }>['failure'];

/** Where a refusal belongs that names no field itself. */
const FIELD_OF_CODE: Readonly<Record<string, EntryField>> = {
  UnknownOrder: 'line',
  OrderOfAnotherPatient: 'line',
  NotOnOrder: 'line',
  ImpossibleDate: 'dateApplied',
  UnknownWound: 'woundId',
  WoundOfAnotherPatient: 'woundId',
  UnknownPerformer: 'performedBy',
  AreasDoNotAddUp: 'appliedArea',
  DiscardReasonMissing: 'discardReason',
  OutsideScope: 'procedurePerformed',
};

/**
 * Shows why a save was refused at the fields it concerns, and goes to the first of them. Answers what
 * is left to say above the buttons, or null. Nothing that was typed is touched.
 */
export function placeFailure(failure: AnyFailure, model: TreatmentForm): string | null {
  if (failure.code === 'MoreThanOrdered') {
    model.setRefusedBy(unitsOver(failure.details));
    return 'More is used than the order holds, counting what was recorded meanwhile. Say why, then save again.';
  }
  if (failure.code === 'ReasonNeeded') {
    const { concerns } = failure.details;
    model.product.setRefused(concerns);
    model.trace.ask();
    const gap = gapKinds.find((kind) => concerns.some((each) => each.kind === kind));
    const isOnlyGaps = gap !== undefined && concerns.every(isGap);
    const field = isOnlyGaps ? fieldOfGap[gap] : 'concernReasons';
    setTimeout(() => focusField(model.screenId, field));
    return isOnlyGaps
      ? 'Lot or area is not recorded. Type it, or say below it why it is saved without.'
      : 'Something speaks against this treatment that was not known here. See “Check this product”.';
  }
  const field = FIELD_OF_CODE[failure.code];
  const message = failure.message.replace(/^dateApplied/, 'Date applied');
  const problems =
    field === undefined ? entryProblemsOf(failure.fields ?? []) : [{ field, problem: message }];
  const [first] = problems;
  if (first === undefined) return message;
  model.showProblems(problems);
  // The dialog that asked is still closing and would take focus back.
  setTimeout(() => focusField(model.screenId, first.field));
  return 'Nothing is saved yet: please look at what is marked.';
}

function unitsOver(details: z.output<typeof overuseDetails>): number {
  const { quantityUsed, quantityRemaining } = details;
  return Math.max(1, quantityUsed - Math.max(0, quantityRemaining));
}
