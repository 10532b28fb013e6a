import { create } from 'zustand';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { useSignedIn } from '../signed-in.ts';

type AssessmentsOnScreen = {
  /** The wound whose draft the user chose to continue, until its form has opened. */
  readonly continuing: string | null;
  /** What was saved last, for the wound's screen to point at. */
  readonly justSaved: WoundAssessment | null;
  /** Why photos that were taken with it could not be saved, one each. */
  readonly photosLeftOut: readonly string[];
};

const nothing: AssessmentsOnScreen = { continuing: null, justSaved: null, photosLeftOut: [] };

/** What the screens of assessments tell each other; nothing here outlives the window, or a lock. */
export const useAssessmentsOnScreen = create<AssessmentsOnScreen>(() => nothing);

useSignedIn.subscribe(({ user }) => {
  if (user === null) useAssessmentsOnScreen.setState(nothing);
});

/** Remembers that the draft was asked for, so that its form opens with it at once. */
export function continueAssessmentOf(woundId: string): void {
  useAssessmentsOnScreen.setState({ continuing: woundId });
}
