import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type OutputOf, queryClient, useOperation } from '../client/use-operation.ts';
import { CreatePassphraseScreen } from './CreatePassphraseScreen.tsx';
import { NotRestoredScreen } from './NotRestoredScreen.tsx';
import { OpeningScreen } from './OpeningScreen.tsx';
import { RestoredScreen } from './RestoredScreen.tsx';
import { RestoreScreen } from './RestoreScreen.tsx';
import { type Restoring, useStart } from './start-store.ts';
import { UnlockScreen } from './UnlockScreen.tsx';

type StoreStatus = OutputOf<'store.status'>;

const SOON_MS = 500;
const NOW_AND_THEN_MS = 3000;
const SELDOM_MS = 60_000;

function askAgainMs(latest: StoreStatus | undefined, restoring: Restoring): number {
  if (latest?.state === 'opening' || restoring.kind === 'running') return SOON_MS;
  // A wait that grew old on this side would make somebody wait twice.
  if (latest !== undefined && latest.waitSeconds > 0) return SOON_MS;
  return latest?.state === 'open' ? SELDOM_MS : NOW_AND_THEN_MS;
}

/** Where the records stand, asked as often as it may change. */
export function useStoreStatus() {
  const restoring = useStart((start) => start.restoring);
  return useOperation(
    'store.status',
    {},
    { askAgainMs: (latest) => askAgainMs(latest, restoring) },
  );
}

/** What was asked of closed records, or of a core that could not be reached, is asked again then. */
function useFreshWhenOpen(state: StoreStatus['state']): void {
  // Without an interval of its own: the screen around it asks.
  const { isError } = useOperation('store.status', {});
  const isOpen = state === 'open' && !isError;
  const before = useRef(isOpen);
  useEffect(() => {
    const wasOpen = before.current;
    before.current = isOpen;
    if (wasOpen || !isOpen) return;
    const isOther = ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
      queryKey[0] !== 'store.status';
    void queryClient.invalidateQueries({ predicate: isOther });
  }, [isOpen]);
}

/** While the first records are made their screen stays, to say what came of it. */
function useIsBeginning(state: StoreStatus['state']): boolean {
  const [settled, setSettled] = useState(state);
  if (state !== 'opening' && state !== settled) setSettled(state);
  return state === 'opening' && settled === 'new';
}

type StoreGateProps = {
  readonly banner: ReactNode;
  readonly status: StoreStatus;
  /** Somebody is at work: nothing takes their screen away, a notice above it says what is wrong. */
  readonly isInUse: boolean;
  readonly children: ReactNode;
};

/** What stands between the start and the records: the first passphrase, unlocking, or a backup. */
export function StoreGate({ banner, status, isInUse, children }: StoreGateProps) {
  const { restoring } = useStart();
  const { state } = status;
  useFreshWhenOpen(state);
  const isBeginning = useIsBeginning(state);
  if (restoring.kind === 'done')
    return <RestoredScreen banner={banner} restored={restoring.restored} />;
  if (isInUse) return children;
  if (restoring.kind === 'failed')
    return <NotRestoredScreen banner={banner} problem={restoring.problem} />;
  const isRestoring =
    restoring.kind === 'running' ||
    state === 'unreadable' ||
    (restoring.kind === 'chosen' && (state === 'new' || state === 'locked'));
  if (isRestoring) return <RestoreScreen banner={banner} status={status} />;
  if (state === 'new' || isBeginning)
    return <CreatePassphraseScreen banner={banner} status={status} />;
  if (state === 'locked') return <UnlockScreen banner={banner} status={status} />;
  if (state === 'opening') return <OpeningScreen banner={banner} progress={status.progress} />;
  return children;
}
