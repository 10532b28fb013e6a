import type { CoreEvent } from '../../../shared/base/bridge.ts';
import type { GateEffects, OnProgress, OpenRecords, StoreProgress } from './gate-effects.ts';
import type { GateState } from './gate-state.ts';

/** Where the gate stands and what moves it. */
export type GateControl = {
  readonly effects: GateEffects;
  readonly state: () => GateState;
  readonly setState: (state: GateState) => void;
  readonly progress: () => StoreProgress | null;
  readonly onProgress: OnProgress;
  readonly endProgress: () => void;
  /** Opens the records; rejects with what went wrong, after the gate went to where `otherwise` says. */
  readonly enter: (
    open: (onProgress: OnProgress) => Promise<OpenRecords>,
    otherwise: (error: unknown) => GateState | Promise<GateState>,
  ) => Promise<OpenRecords>;
  readonly emit: (event: CoreEvent) => void;
  readonly onEvent: (listener: (event: CoreEvent) => void) => () => void;
};

export function createGateControl(effects: GateEffects): GateControl {
  const listeners = new Set<(event: CoreEvent) => void>();
  let state: GateState = { name: 'opening' };
  let progress: StoreProgress | null = null;
  function setState(next: GateState): void {
    state = next;
    progress = null;
  }
  const emit = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const onProgress: OnProgress = (now) => {
    progress = now;
  };
  return {
    effects,
    state: () => state,
    setState,
    progress: () => progress,
    onProgress,
    endProgress: () => void (progress = null),
    async enter(open, otherwise) {
      setState({ name: 'opening' });
      try {
        const records = await open(onProgress);
        records.core.onEvent(emit);
        setState({ name: 'open', records });
        return records;
      } catch (error) {
        setState(await otherwise(error));
        throw error;
      }
    },
    emit,
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
