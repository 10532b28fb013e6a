import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useForm, type UseFormReturn, useWatch } from 'react-hook-form';
import type { Allergy } from '../../shared/allergies/contract.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import type { Concern } from '../../shared/safety/concern.ts';
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
import { useTrace } from './use-trace.ts';

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
  'quantityUsed',
  'woundId',
  'lotNumber',
  'serialNumber',
  'expiresOn',
  'dateApplied',
  'appliedArea',
  'discardedArea',
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
function checkedAgainst({ concerns, facts }: ProductCheck, gaps: readonly Concern[]) {
  return { concerns: [...concerns, ...gaps], packageMm2: facts?.packageMm2 ?? null };
}

/** Everything as it is typed now. */
function useTyped({ control }: UseFormReturn<TreatmentEntry>, start: TreatmentEntry) {
  // A list that is watched within its form is read as one whose parts may be missing.
  const concernReasons = useWatch({ control, name: 'concernReasons' });
  return { ...start, ...useWatch({ control }), concernReasons };
}

/** Units beyond what the line holds: as the chart on screen has it, or as the core refused a save. */
function useOveruse(entry: TreatmentEntry, line: LineChoice | null) {
  const [refusedBy, setRefusedBy] = useState(0);
  const known = overuseOf(entry, line?.isOnOrder === true ? line : null);
  return { overuseBy: Math.max(known, refusedBy), setRefusedBy };
}

/** The fields of a treatment, what is carried among them, and the check before saving. */
export function useTreatmentForm(start: TreatmentFormStart, scene: TreatmentScene) {
  const screenId = useId();
  const form = useForm<TreatmentEntry>({ defaultValues: start.entry });
  const entry = useTyped(form, start.entry);
  const carrying = useCarried(start.carried, screenId);
  const product = useProductCheck(entry, scene);
  const trace = useTrace(entry, { ...scene, product });
  const line = lineOf(entry, scene, product.facts?.productName);
  const { overuseBy, setRefusedBy } = useOveruse(entry, line);

  function showProblems(problems: readonly EntryProblem[]): void {
    for (const { field, problem } of problems) {
      form.setError(field, { message: problemSentence(FIELD_LABELS[field], problem) ?? problem });
    }
  }
  /** What to save; null after pointing at the first field that still needs a person. */
  function check(): TreatmentFields | null {
    const against = checkedAgainst(product, trace.gaps);
    const reading = readEntry(entry, { ...scene, ...against, overuseBy });
    const problems = reading.ok ? [] : reading.problems;
    form.clearErrors();
    trace.ask();
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
    trace,
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
    drop: (field: EntryField) => setCarried((now) => now.filter((each) => each !== field)),
    confirm: (field: EntryField) => confirmed(without(field)),
    confirmAll: () => confirmed([]),
  };
}
