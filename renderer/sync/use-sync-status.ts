import { useEffect } from 'react';
import type { SyncStatus } from '../../shared/sync/contract.ts';
import { queryClient, useOperation } from '../client/use-operation.ts';

const SELDOM_MS = 60_000;
const GENTLY_MS = 15_000;
const SOON_MS = 2_000;

/** What is on its way is asked after soon; where there is no server, seldom. */
function askAgainMs(latest: SyncStatus | undefined): number {
  if (latest === undefined || latest.state === 'off') return SELDOM_MS;
  const { state, isLooking, firstSync, files, check } = latest;
  const isMoving = files.toSend.files > 0 || files.moving !== null || check?.isRunning === true;
  const isUnderWay = isLooking || state === 'connecting' || state === 'sending';
  return isUnderWay || firstSync !== null || isMoving ? SOON_MS : GENTLY_MS;
}

/** How this computer stands with its site; whoever surrounds the screens asks again. */
export function useSyncStatus() {
  return useOperation('sync.status', {});
}

/** The same for one place that is always on screen: asks again by itself, and the records with it. */
export function useFreshSyncStatus(): SyncStatus | undefined {
  const { data } = useOperation('sync.status', {}, { askAgainMs });
  const what = data && `${data.state} ${data.unsent.changes} ${data.reviews.open}`;
  useEffect(() => {
    if (what !== undefined) void queryClient.invalidateQueries({ queryKey: ['sync.ofRecords'] });
  }, [what]);
  return data;
}
