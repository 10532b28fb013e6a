import { Unplug } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { connection } from './client/bridge.ts';
import type { ConnectionState } from './client/connection.ts';

const NOTICES: Readonly<Partial<Record<ConnectionState, string>>> = {
  lost: 'The connection to Caretrail on this computer is gone. What you typed is still here; Caretrail keeps trying to get it back.',
  refused:
    'This browser tab can no longer reach Caretrail. Start Caretrail again, or open the fresh address it shows. What you typed is still here to copy.',
};

export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.get);
}

/** One line above every screen while the application core cannot be reached. */
export function ConnectionNotice() {
  const notice = NOTICES[useConnection()];
  return (
    <div role="alert">
      {notice !== undefined && (
        <p className="connection-notice">
          <Unplug size={16} aria-hidden />
          <span>{notice}</span>
        </p>
      )}
    </div>
  );
}
