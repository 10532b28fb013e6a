import { useEffect, useRef, useState } from 'react';
import type { Patient } from '../../shared/patients/patient.ts';
import type { TreatmentFields } from '../../shared/treatments/treatment-entry.ts';
import { queryClient } from '../client/use-operation.ts';
import { announce } from '../ui/announce.ts';
import { leaveToChart } from './leave-form.ts';
import { placeFailure, type SaveFailure, type SaveReply } from './place-failure.ts';
import { pointAt, useTreatmentsOnScreen } from './treatments-store.ts';
import type { useDraftContent } from './use-draft-content.ts';
import { usePressGuard } from '../use-press-guard.ts';
import type { TreatmentForm } from './use-treatment-form.ts';

type Saving = {
  readonly patient: Patient;
  readonly model: TreatmentForm;
  readonly drafts: ReturnType<typeof useDraftContent>;
  readonly send: (fields: TreatmentFields & { readonly commandId: string }) => Promise<SaveReply>;
  /** True when it has shown the refusal itself. */
  readonly onRefused?: ((failure: SaveFailure) => boolean) | undefined;
};

export type SavingTreatment = ReturnType<typeof useSaveTreatment>;

const NOT_SAVED = 'It could not be saved. What you typed is still here; please try again.';

/** Whether the screen is still there when an answer comes. */
function useIsShown() {
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  return isShown;
}

/** Long enough that a save is usually there before it: drawing "saving" first would only delay "saved". */
const SHOW_SAVING_AFTER_MS = 120;

/** Whether a save is on its way: known at once, shown only when it takes longer than a moment. */
function useOnItsWay() {
  const isOnItsWay = useRef(false);
  const [isShownSaving, showSaving] = useState(false);
  async function during(work: () => Promise<void>): Promise<void> {
    isOnItsWay.current = true;
    const timer = setTimeout(() => showSaving(true), SHOW_SAVING_AFTER_MS);
    try {
      await work();
    } finally {
      clearTimeout(timer);
      isOnItsWay.current = false;
      showSaving(false);
    }
  }
  return { isNow: () => isOnItsWay.current, isShownSaving, during };
}

/** Checks, asks for the patient once more, and saves. A refusal leaves everything as typed. */
export function useSaveTreatment({ patient, model, drafts, send, onRefused }: Saving) {
  const [asking, setAsking] = useState<TreatmentFields | null>(null);
  const onItsWay = useOnItsWay();
  const [notice, setNotice] = useState<string | null>(null);
  const isShown = useIsShown();
  const guard = usePressGuard();
  useEffect(() => useTreatmentsOnScreen.setState({ continuing: null, justSaved: null }), []);

  function ask() {
    if (asking !== null) return;
    setNotice(null);
    const fields = model.check();
    setAsking(fields);
    guard.noteQuestion();
    // While the user reads whose record it is, the save is numbered, so that confirming only sends.
    if (fields !== null) void drafts.beginSave();
  }
  async function sendOnce(fields: TreatmentFields): Promise<void> {
    const reply = await send({ ...fields, commandId: await drafts.beginSave() });
    if (!reply.ok) {
      void queryClient.invalidateQueries({ queryKey: ['patients.getChart'] });
      if (onRefused?.(reply.failure) !== true) setNotice(placeFailure(reply.failure, model));
      return;
    }
    const { quantityUsed, productName } = reply.value;
    pointAt(reply.value);
    announce(
      `Saved: ${quantityUsed} × ${productName} for ${patient.lastName}, ${patient.firstName}, on this computer`,
    );
    void drafts.keeper.finish();
    if (isShown.current) leaveToChart(patient.id);
  }
  async function save(): Promise<void> {
    if (asking === null || onItsWay.isNow() || guard.isDoublePress()) return;
    await onItsWay.during(() => sendOnce(asking).catch(() => setNotice(NOT_SAVED)));
    setAsking(null);
  }
  /** Not once it is on its way: what is sent cannot be called back, nor changed. */
  function cancel(): void {
    if (!onItsWay.isNow()) setAsking(null);
  }
  const isSaving = onItsWay.isShownSaving;
  return { ask, save, cancel, isAsking: asking !== null, isSaving, notice };
}
