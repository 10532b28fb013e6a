import { type ReactNode, useEffect, useRef } from 'react';
import { type OutputOf, queryClient, useOperation } from '../client/use-operation.ts';
import { CreatePassphraseScreen } from './CreatePassphraseScreen.tsx';
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

/** What was asked of closed records is asked again once they are open. */
function useFreshWhenOpen(state: StoreStatus['state']): void {
  const before = useRef(state);
  useEffect(() => {
    const wasOpen = before.current === 'open';
    before.current = state;
    if (wasOpen || state !== 'open') return;
    const isOther = ({ queryKey }: { readonly queryKey: readonly unknown[] }) =>
      queryKey[0] !== 'store.status';
    void queryClient.invalidateQueries({ predicate: isOther });
  }, [state]);
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
  if (restoring.kind === 'done')
    return <RestoredScreen banner={banner} restored={restoring.restored} />;
  if (isInUse) return children;
  const isRestoring =
    restoring.kind === 'running' ||
    state === 'unreadable' ||
    (restoring.kind === 'chosen' && (state === 'new' || state === 'locked'));
  if (isRestoring) return <RestoreScreen banner={banner} status={status} />;
  if (state === 'new') return <CreatePassphraseScreen banner={banner} status={status} />;
  if (state === 'locked') return <UnlockScreen banner={banner} status={status} />;
  if (state === 'opening') return <OpeningScreen banner={banner} progress={status.progress} />;
  return children;
}
