import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import type { Allergy } from '../../shared/allergies/contract.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { lateEntryDays } from '../../shared/treatments/late-entry.ts';
import { type LineChoice, unorderedChoice } from '../../shared/treatments/order-choice.ts';
import { type EntryProblem, readEntry } from '../../shared/treatments/read-entry.ts';
import type { CarriedField } from '../../shared/treatments/repeat.ts';
import {
  type EntryField,
  entryFields,
  lineOfKey,
  overuseOf,
  type TreatmentEntry,
  type TreatmentFields,
} from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import type { OutputOf } from '../client/use-operation.ts';
import { problemSentence } from '../form-problems.ts';
import { focusConfirm, focusField, focusSave } from './field-focus.ts';
import { FIELD_LABELS } from './treatment-words.ts';
import { type ProductCheck, useProductCheck } from './use-product-check.ts';

/** What a treatment form needs to know around what is typed. */
export type TreatmentScene = {
  readonly patient: Patient;
  readonly allergies: readonly Allergy[];
  readonly choices: readonly LineChoice[];
  /** Those that are not struck out. */
  readonly wounds: readonly Wound[];
  /** Who may have done it. */
  readonly people: OutputOf<'session.tiles'>;
  readonly today: string;
  readonly timeZone: string;
  /** The record as it is saved now; null when recording. */
  readonly correcting: TreatmentRecord | null;
  readonly needsReason: boolean;
};

export type TreatmentFormStart = {
  readonly entry: TreatmentEntry;
  readonly carried: readonly CarriedField[];
};

export type TreatmentForm = ReturnType<typeof useTreatmentForm>;

/** Days by which it is written down late; an old record is corrected late by nature. */
function lateBy(entry: TreatmentEntry, scene: TreatmentScene): number {
  const isDateAsSaved = entry.dateApplied === scene.correcting?.dateApplied;
  return isDateAsSaved ? 0 : lateEntryDays(entry.dateApplied, scene.today);
}

/** The chosen order line, or the product that stands on no order. */
function lineOf(entry: TreatmentEntry, scene: TreatmentScene, foundName: string | undefined) {
  const listed = scene.choices.find(({ key }) => key === entry.line);
  const of = lineOfKey(entry.line);
  if (listed !== undefined || of === null) return listed ?? null;
  const { correcting } = scene;
  const savedName = correcting?.productId === of.productId ? correcting.productName : of.productId;
  return unorderedChoice(entry.line, foundName ?? savedName);
}

/** Of these a change asks anew what speaks against the product. */
const decisive: readonly EntryField[] = [
  'line',
  'woundId',
  'lotNumber',
  'expiresOn',
  'dateApplied',
];

/** Where areas do not add up, any of these may have been the wrong one. */
const summed: readonly EntryField[] = ['appliedArea', 'discardedArea', 'quantityUsed'];

/** Goes to the first field that is wrong or not confirmed; false where there is none. */
function lookAtFirst(
  screenId: string,
  problems: readonly EntryProblem[],
  carried: readonly EntryField[],
): boolean {
  const isWrong = (field: EntryField) => problems.some((each) => each.field === field);
  const first = entryFields.find((field) => isWrong(field) || carried.includes(field));
  if (first === undefined) return false;
  if (isWrong(first)) focusField(screenId, first);
  else focusConfirm(screenId, first);
  return true;
}

/** What saving is checked against, as far as the product says. */
function checkedAgainst({ concerns, facts }: ProductCheck, overuseBy: number) {
  return { overuseBy, concerns, packageMm2: facts?.packageMm2 ?? null };
}

/** The fields of a treatment, what is carried among them, and the check before saving. */
export function useTreatmentForm(start: TreatmentFormStart, scene: TreatmentScene) {
  const screenId = useId();
  const form = useForm<TreatmentEntry>({ defaultValues: start.entry });
  const { control } = form;
  // A list that is watched within its form is read as one whose parts may be missing.
  const concernReasons = useWatch({ control, name: 'concernReasons' });
  const entry: TreatmentEntry = { ...start.entry, ...useWatch({ control }), concernReasons };
  const carrying = useCarried(start.carried, screenId);
  /** More than ordered as the core counts, of which the chart on screen did not know yet. */
  const [refusedBy, setRefusedBy] = useState(0);
  const product = useProductCheck(entry, scene);
  const line = lineOf(entry, scene, product.facts?.productName);
  const overuseBy = Math.max(overuseOf(entry, line?.isOnOrder === true ? line : null), refusedBy);

  function showProblems(problems: readonly EntryProblem[]): void {
    for (const { field, problem } of problems) {
      form.setError(field, { message: problemSentence(FIELD_LABELS[field], problem) ?? problem });
    }
  }
  /** What to save; null after pointing at the first field that still needs a person. */
  function check(): TreatmentFields | null {
    const reading = readEntry(entry, { ...scene, ...checkedAgainst(product, overuseBy) });
    const problems = reading.ok ? [] : reading.problems;
    form.clearErrors();
    showProblems(problems);
    const isLeft = lookAtFirst(screenId, problems, carrying.carried);
    return reading.ok && !isLeft ? reading.value : null;
  }
  function touch(field: EntryField): void {
    form.clearErrors(field);
    if (summed.includes(field)) form.clearErrors('appliedArea');
    carrying.drop(field);
    if (field === 'line' || field === 'quantityUsed') setRefusedBy(0);
    if (decisive.includes(field)) product.setRefused([]);
  }
  return {
    form,
    entry,
    line,
    overuseBy,
    lateByDays: lateBy(entry, scene),
    product,
    screenId,
    check,
    touch,
    showProblems,
    setRefusedBy,
    ...carrying,
  };
}

/** Which fields still hold an unconfirmed value from last time. Confirming leads on to the next. */
function useCarried(start: readonly CarriedField[], screenId: string) {
  const [carried, setCarried] = useState(start);
  const [confirmations, setConfirmations] = useState(0);
  const next = entryFields.find((field) => carried.some((each) => each === field));
  const leadOn = useEffectEvent(() => {
    if (next === undefined) focusSave(screenId);
    else focusConfirm(screenId, next);
  });
  useEffect(() => {
    if (confirmations > 0) leadOn();
  }, [confirmations]);
  const without = (field: EntryField) => carried.filter((each) => each !== field);
  const confirmed = (left: readonly CarriedField[]) => {
    setCarried(left);
    setConfirmations(confirmations + 1);
  };
  return {
    carried,
    drop: (field: EntryField) => setCarried(without(field)),
    confirm: (field: EntryField) => confirmed(without(field)),
    confirmAll: () => confirmed([]),
  };
}
