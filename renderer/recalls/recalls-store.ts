import { create } from 'zustand';
import type { RecallDrill } from '../../shared/recalls/contract.ts';
import type { AskedPacks, Trace } from '../../shared/recalls/trace.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { useSignedIn } from '../signed-in.ts';
import { emptyQuestion, type TypedQuestion } from './question.ts';

/** A question that was answered. */
export type Answered = {
  readonly asked: AskedPacks;
  readonly isExercise: boolean;
  readonly includesUnsaid: boolean;
  readonly trace: Trace;
  /** Instant of the answer. */
  readonly answeredAt: string;
  readonly answeredMs: number;
  /** As it was written down; null while it is being, or where it could not be. */
  readonly drill: RecallDrill | null;
  readonly drillProblem: string | null;
};

type RecallsOnScreen = {
  readonly question: TypedQuestion;
  /** Still there on the way back from a chart. */
  readonly answered: Answered | null;
};

const nothing: RecallsOnScreen = { question: emptyQuestion, answered: null };

/** What is asked and was answered: in memory only; the answer is gone with whoever asked. */
export const useRecallsStore = create<RecallsOnScreen>(() => nothing);

const KEPT_AS = 'recall question';

// A list that was being typed is there again after a lock, for whoever typed it.
useSignedIn.subscribe(({ user }) => {
  if (user === null) useRecallsStore.setState(nothing);
  else useRecallsStore.setState({ question: keptOr(KEPT_AS, emptyQuestion) });
});

export function typeQuestion(part: Partial<TypedQuestion>): void {
  const question = { ...useRecallsStore.getState().question, ...part };
  useRecallsStore.setState({ question });
  keepForm(KEPT_AS, question);
}

/** Puts the answer away, for another question. */
export function askAnother(): void {
  useRecallsStore.setState(nothing);
  forgetForm(KEPT_AS);
}
