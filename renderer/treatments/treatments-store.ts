import { create } from 'zustand';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { ArrivedScan } from '../scans.ts';
import { useSignedIn } from '../signed-in.ts';

type TreatmentsOnScreen = {
  /** The patient whose draft the user chose to continue, until its form has opened. */
  readonly continuing: string | null;
  /** The label scanned on a patient's chart, until the form that it opens has taken it. */
  readonly scanned: { readonly patientId: string; readonly scan: ArrivedScan } | null;
  /** What was saved last, for the chart to point at. */
  readonly justSaved: TreatmentRecord | null;
};

const nothing: TreatmentsOnScreen = { continuing: null, scanned: null, justSaved: null };

/** What the treatment screens tell each other; nothing here outlives the window, or a lock. */
export const useTreatmentsOnScreen = create<TreatmentsOnScreen>(() => nothing);

useSignedIn.subscribe(({ user }) => {
  if (user === null) useTreatmentsOnScreen.setState(nothing);
});

/** Remembers that the draft was asked for, so that its form opens with it at once. */
export function continueDraftOf(patientId: string): void {
  useTreatmentsOnScreen.setState({ continuing: patientId });
}

/** Keeps a label for the form of a new treatment of this patient, which opens next. */
export function beginWithScan(patientId: string, scan: ArrivedScan): void {
  useTreatmentsOnScreen.setState({ scanned: { patientId, scan } });
}

/** The labels that were kept for this patient's form. */
export function scansFor(patientId: string): readonly ArrivedScan[] {
  const { scanned } = useTreatmentsOnScreen.getState();
  return scanned?.patientId === patientId ? [scanned.scan] : [];
}

export function forgetScan(): void {
  useTreatmentsOnScreen.setState({ scanned: null });
}

/** Points at a record as the one just saved; null to stop. */
export function pointAt(justSaved: TreatmentRecord | null): void {
  useTreatmentsOnScreen.setState({ justSaved });
}
