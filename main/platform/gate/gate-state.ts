import type { WritingState } from '../../../shared/store/contract.ts';
import { openingFailureText } from '../opening-failure.ts';
import type { OpenRecords, Standing } from './gate-effects.ts';
import { closed, locked, notBegun, opening, unusable } from './gate-failures.ts';

/** Where the gate stands. `problem`: in plain words what is wrong and what to do. */
export type GateState =
  | { readonly name: 'new'; readonly problem: string | null }
  | { readonly name: 'locked'; readonly problem: string | null }
  | { readonly name: 'opening' }
  | { readonly name: 'open'; readonly records: OpenRecords }
  | { readonly name: 'unreadable'; readonly problem: string }
  | { readonly name: 'closed' };

export function stateFrom(standing: Standing): GateState {
  switch (standing.state) {
    case 'new':
      return { name: 'new', problem: standing.problem };
    case 'locked':
      return { name: 'locked', problem: null };
    case 'unreadable':
      return { name: 'unreadable', problem: standing.problem };
  }
}

/** Where an opening that failed leaves the gate: the key may open it later, or only a backup helps. */
export function stateAfter(error: unknown): GateState {
  const problem = openingFailureText(error);
  const isDamage = error instanceof Error && error.name === 'StoreDamaged';
  return isDamage ? { name: 'unreadable', problem } : { name: 'locked', problem };
}

/** What is answered to whoever wants the application while it is not open. */
export function refusalIn(state: Exclude<GateState, { readonly name: 'open' }>) {
  switch (state.name) {
    case 'new':
      return notBegun;
    case 'locked':
      return locked;
    case 'opening':
      return opening;
    case 'unreadable':
      return unusable(state.problem);
    case 'closed':
      return closed;
  }
}

/** Why open records can only be read, and what to do; null when they can be written. */
export function writingProblem(writing: WritingState): string | null {
  switch (writing) {
    case 'allowed':
      return null;
    case 'diskFull':
      return 'The disk is full, so nothing more can be saved. What was saved is safe. Make room on the disk, then go on.';
    case 'damaged':
      return 'A part of the records on this computer is damaged. The rest can be read, but nothing more is saved here. An administrator should restore the last good backup.';
  }
}
