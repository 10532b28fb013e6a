import { Hourglass, LockKeyhole, TriangleAlert } from 'lucide-react';
import { useConnection } from '../ConnectionNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { NoticeLine } from '../ui/NoticeLine.tsx';
import { useStoreStatus } from './StoreGate.tsx';

type StoreNoticeProps = {
  readonly isInUse: boolean;
  /** Leaves the screen for the one that unlocks or restores. */
  readonly onLeave: () => void;
};

/** One line above whatever somebody is doing while the records cannot be reached, or not be written. */
export function StoreNotice({ isInUse, onLeave }: StoreNoticeProps) {
  const { data: status, isError } = useStoreStatus();
  const isConnected = useConnection() === 'connected';
  if (status === undefined) return null;
  // A lost connection has a notice of its own.
  if (isError && isConnected) {
    return (
      <NoticeLine tone="danger" icon={Hourglass}>
        The records cannot be reached just now, and nothing can be saved. Caretrail keeps trying.
        {isInUse && ' What you typed is still here.'}
      </NoticeLine>
    );
  }
  const { state, problem } = status;
  if (state === 'open') {
    // Whoever is signed in is told by the warnings.
    if (isInUse || status.writing === 'allowed' || problem === null) return null;
    return (
      <NoticeLine tone="danger" icon={TriangleAlert}>
        {problem}
      </NoticeLine>
    );
  }
  if (!isInUse) return null;
  if (state === 'opening') {
    return (
      <NoticeLine tone="caution" icon={Hourglass}>
        The records are being opened again. What you typed is still here; saving works again in a
        moment.
      </NoticeLine>
    );
  }
  return (
    <NoticeLine
      tone="danger"
      icon={LockKeyhole}
      action={<Button onPress={onLeave}>{state === 'locked' ? 'Unlock' : 'What to do'}</Button>}
    >
      {state === 'locked'
        ? 'The records are locked, and nothing can be saved. What you typed is still here to copy.'
        : 'The records cannot be read, and nothing can be saved. What you typed is still here to copy.'}
    </NoticeLine>
  );
}
