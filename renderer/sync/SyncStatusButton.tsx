import {
  CloudCheck,
  CloudOff,
  CloudUpload,
  type LucideIcon,
  RefreshCw,
  TriangleAlert,
} from 'lucide-react';
import { useState } from 'react';
import type { SyncStatus } from '../../shared/sync/contract.ts';
import { useNavigation } from '../navigation.ts';
import { Button } from '../ui/Button.tsx';
import { frameWords, standingOf } from './sync-words.ts';

function iconOf(status: SyncStatus): LucideIcon {
  const standing = standingOf(status);
  if (standing === 'attention') return TriangleAlert;
  if (status.state === 'offline') return CloudOff;
  if (standing === 'onServer') return CloudCheck;
  const { unsent, files } = status;
  return unsent.changes > 0 || files.toSend.files > 0 ? CloudUpload : RefreshCw;
}

/** What is worth saying aloud: not that each save takes a moment to get to the server. */
function worthSaying(status: SyncStatus): string | null {
  if (standingOf(status) === 'attention') return 'Sync needs attention';
  if (status.state === 'offline')
    return 'The server is not in reach. Everything is saved on this computer.';
  return status.state === 'onServer' ? 'Everything is on the server' : null;
}

/** The latest of those words once they differ from the first, which nobody has to hear. */
function useSpoken(status: SyncStatus): string {
  const now = worthSaying(status);
  const [heard, setHeard] = useState({ words: now, isNews: false });
  if (now !== null && now !== heard.words) setHeard({ words: now, isNews: heard.words !== null });
  return heard.isNews ? (heard.words ?? '') : '';
}

function Shown({ status }: { readonly status: SyncStatus }) {
  const go = useNavigation((navigation) => navigation.go);
  const spoken = useSpoken(status);
  return (
    <>
      <Button variant="quiet" icon={iconOf(status)} onPress={() => go({ screen: 'sync' })}>
        {frameWords(status)}
      </Button>
      <span className="visually-hidden" role="status">
        {spoken}
      </span>
    </>
  );
}

export type SyncStatusButtonProps = { readonly status: SyncStatus | undefined };

/** Where the changes of this computer are, on every screen; nothing while sync is off. */
export function SyncStatusButton({ status }: SyncStatusButtonProps) {
  return status === undefined || status.state === 'off' ? null : <Shown status={status} />;
}
