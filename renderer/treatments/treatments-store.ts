import { create } from 'zustand';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { useSignedIn } from '../signed-in.ts';

type TreatmentsOnScreen = {
  /** The patient whose draft the user chose to continue, until its form has opened. */
  readonly continuing: string | null;
  /** What was saved last, for the chart to point at. */
  readonly justSaved: TreatmentRecord | null;
};

const nothing: TreatmentsOnScreen = { continuing: null, justSaved: null };

/** What the treatment screens tell each other; nothing here outlives the window, or a lock. */
export const useTreatmentsOnScreen = create<TreatmentsOnScreen>(() => nothing);

useSignedIn.subscribe(({ user }) => {
  if (user === null) useTreatmentsOnScreen.setState(nothing);
});

/** Remembers that the draft was asked for, so that its form opens with it at once. */
export function continueDraftOf(patientId: string): void {
  useTreatmentsOnScreen.setState({ continuing: patientId });
}

/** Points at a record as the one just saved; null to stop. */
export function pointAt(justSaved: TreatmentRecord | null): void {
  useTreatmentsOnScreen.setState({ justSaved });
}
