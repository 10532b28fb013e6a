import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SyncDevice } from '../../shared/sync/contract.ts';
import { client } from '../client/client.ts';
import { NO_ANSWER } from '../client/why-not.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { NewCodeDialog } from './NewCodeDialog.tsx';
import { RevokeDeviceDialog } from './RevokeDeviceDialog.tsx';

type Listed = {
  readonly devices: readonly SyncDevice[] | null;
  readonly problem: string | null;
  readonly isPending: boolean;
};

async function ask(): Promise<(before: Listed) => Listed> {
  const reply = await client['sync.devices']({}).catch(() => null);
  if (reply?.ok) return () => ({ devices: reply.value, problem: null, isPending: false });
  const problem = reply?.failure.message ?? NO_ANSWER;
  return ({ devices }) => ({ devices, problem, isPending: false });
}

/** The server is asked for the list, so this is no answer of this computer that could be kept. */
function useDevices() {
  const [listed, setListed] = useState<Listed>({ devices: null, problem: null, isPending: true });
  useEffect(() => {
    let isGone = false;
    void ask().then((after) => {
      if (!isGone) setListed(after);
    });
    return () => {
      isGone = true;
    };
  }, []);
  function again(): void {
    setListed((now) => ({ ...now, isPending: true }));
    void ask().then(setListed);
  }
  return { ...listed, again };
}

type ColumnParts = {
  readonly timeZone: string | undefined;
  readonly onRevoke: (device: SyncDevice) => void;
};

function columns({ timeZone, onRevoke }: ColumnParts): readonly Column<SyncDevice>[] {
  const when = (at: string | null) => (at === null ? '–' : formatInstant(at, timeZone));
  return [
    {
      key: 'name',
      header: 'Computer',
      isRowHeader: true,
      render: ({ deviceName, isThisComputer }) => (
        <>
          <bdi>{deviceName}</bdi> {isThisComputer && <Badge tone="accent">This computer</Badge>}
        </>
      ),
    },
    { key: 'since', header: 'Added', isNoWrap: true, render: ({ enrolledAt }) => when(enrolledAt) },
    {
      key: 'seen',
      header: 'Last seen',
      isNoWrap: true,
      render: ({ lastSeenAt }) => when(lastSeenAt),
    },
    {
      key: 'state',
      header: 'State',
      render: ({ revokedAt }) =>
        revokedAt === null ? 'In use' : <Badge>Revoked {when(revokedAt)}</Badge>,
    },
    {
      key: 'revoke',
      header: <span className="visually-hidden">Revoke</span>,
      align: 'end',
      render: (device) =>
        device.revokedAt === null && (
          <Button
            variant="quiet"
            aria-label={`Revoke… ${device.deviceName}`}
            onPress={() => onRevoke(device)}
          >
            Revoke…
          </Button>
        ),
    },
  ];
}

function NotListed({ listed }: { readonly listed: ReturnType<typeof useDevices> }) {
  if (listed.problem === null) return null;
  return (
    <InlineMessage
      tone="info"
      title="The list is at the server"
      actions={
        <Button isPending={listed.isPending} onPress={listed.again}>
          Try again
        </Button>
      }
    >
      {listed.problem}
    </InlineMessage>
  );
}

/** The computers of the site as the server has them: which, when last seen, and one more. */
export function DevicesPanel({ timeZone }: { readonly timeZone: string | undefined }) {
  const listed = useDevices();
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<SyncDevice | null>(null);
  const { devices } = listed;
  return (
    <Panel
      heading="Computers of the site"
      isFlush={devices !== null}
      actions={
        <Button icon={Plus} onPress={() => setAdding(true)}>
          Add a computer
        </Button>
      }
    >
      <NotListed listed={listed} />
      {devices === null && listed.problem === null && <ProgressBar label="Asking the server…" />}
      {devices !== null && (
        <DataTable
          caption="Computers of the site"
          isCaptionHidden
          columns={columns({ timeZone, onRevoke: setRevoking })}
          rows={devices}
          rowKey={({ deviceId }) => deviceId}
          rowTone={({ revokedAt }) => (revokedAt === null ? undefined : 'muted')}
        />
      )}
      {isAdding && (
        <NewCodeDialog
          timeZone={timeZone}
          onClose={() => {
            setAdding(false);
            listed.again();
          }}
        />
      )}
      {revoking !== null && (
        <RevokeDeviceDialog
          device={revoking}
          onClose={() => setRevoking(null)}
          onDone={() => {
            setRevoking(null);
            listed.again();
          }}
        />
      )}
    </Panel>
  );
}
