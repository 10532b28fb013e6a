import { useEffect, useEffectEvent, useId, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { allergiesNamedIn } from '../../shared/allergies/allergen-match.ts';
import type { Allergy } from '../../shared/allergies/contract.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { lateEntryDays } from '../../shared/treatments/late-entry.ts';
import type { LineChoice } from '../../shared/treatments/order-choice.ts';
import type { CarriedField } from '../../shared/treatments/repeat.ts';
import {
  type EntryField,
  type EntryProblem,
  entryFields,
  overuseOf,
  readEntry,
  type TreatmentEntry,
  type TreatmentFields,
} from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { problemSentence } from '../form-problems.ts';
import { focusConfirm, focusField, focusSave } from './field-focus.ts';
import { FIELD_LABELS } from './treatment-words.ts';

/** What a treatment form needs to know around what is typed. */
export type TreatmentScene = {
  readonly patient: Patient;
  readonly allergies: readonly Allergy[];
  readonly choices: readonly LineChoice[];
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

/** What a person should look at twice, though nothing forbids it. */
function cautionsOf(entry: TreatmentEntry, line: LineChoice | null, scene: TreatmentScene) {
  // An old record is corrected late by nature: only another old date is worth a word.
  const isDateAsSaved = entry.dateApplied === scene.correcting?.dateApplied;
  return {
    /** Allergies that the product's name mentions. */
    conflicts: line === null ? [] : allergiesNamedIn(line.productName, scene.allergies),
    lateByDays: isDateAsSaved ? 0 : lateEntryDays(entry.dateApplied, scene.today),
  };
}

/** The fields of a treatment, what is carried among them, and the check before saving. */
export function useTreatmentForm(start: TreatmentFormStart, scene: TreatmentScene) {
  const screenId = useId();
  const form = useForm<TreatmentEntry>({ defaultValues: start.entry });
  const entry: TreatmentEntry = { ...start.entry, ...useWatch({ control: form.control }) };
  const carrying = useCarried(start.carried, screenId);
  /** More than ordered as the core counts, of which the chart on screen did not know yet. */
  const [refusedBy, setRefusedBy] = useState(0);
  const line = scene.choices.find(({ key }) => key === entry.line) ?? null;
  const overuseBy = Math.max(overuseOf(entry, line), refusedBy);

  function showProblems(problems: readonly EntryProblem[]): void {
    for (const { field, problem } of problems) {
      form.setError(field, { message: problemSentence(FIELD_LABELS[field], problem) ?? problem });
    }
  }
  /** What to save; null after pointing at the first field that still needs a person. */
  function check(): TreatmentFields | null {
    const reading = readEntry(entry, { ...scene, overuseBy });
    const problems = reading.ok ? [] : reading.problems;
    form.clearErrors();
    showProblems(problems);
    const isWrong = (field: EntryField) => problems.some((each) => each.field === field);
    const isCarried = (field: EntryField) => carrying.carried.some((each) => each === field);
    const first = entryFields.find((field) => isWrong(field) || isCarried(field));
    if (first === undefined) return reading.ok ? reading.value : null;
    if (isWrong(first)) focusField(screenId, first);
    else focusConfirm(screenId, first);
    return null;
  }
  function touch(field: EntryField): void {
    form.clearErrors(field);
    carrying.drop(field);
    if (field === 'line' || field === 'quantityUsed') setRefusedBy(0);
  }
  return {
    form,
    entry,
    line,
    overuseBy,
    ...cautionsOf(entry, line, scene),
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
