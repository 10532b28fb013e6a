import { create } from 'zustand';
import type { OutputOf } from '../client/use-operation.ts';

export type Restored = OutputOf<'store.restore'>;

/** Where the restoring of a backup stands; it outlives the screens that the store's state chooses. */
export type Restoring =
  | { readonly kind: 'none' }
  /** The user asked for it before the records were open. */
  | { readonly kind: 'chosen' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly restored: Restored }
  /** Whoever asked for it is not there any more to read why at the form. */
  | { readonly kind: 'failed'; readonly problem: string };

type Start = {
  readonly restoring: Restoring;
  /** Once the records are open, the demonstration is set up without another question. */
  readonly wantsDemonstration: boolean;
};

/** What the user has begun on the way to open records. */
export const useStart = create<Start>(() => ({
  restoring: { kind: 'none' },
  wantsDemonstration: false,
}));

export function chooseRestore(): void {
  useStart.setState({ restoring: { kind: 'chosen' } });
}

export function endRestore(): void {
  useStart.setState({ restoring: { kind: 'none' } });
}

export function wantDemonstration(): void {
  useStart.setState({ wantsDemonstration: true });
}

/** It has begun. */
export function forgetWantedDemonstration(): void {
  useStart.setState({ wantsDemonstration: false });
}
