import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { SyncStatus } from '../../shared/sync/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatBytes, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ComparisonMessage } from './ComparisonMessage.tsx';
import { FirstSyncProgress } from './FirstSyncProgress.tsx';
import { clockInWords, filesInWords, sinceInWords, trailWords, unsentWords } from './sync-words.ts';

const STATES: Readonly<Record<SyncStatus['state'], string>> = {
  off: 'Off',
  connecting: 'Talking with the server',
  sending: 'The server is in reach and gets what is here',
  onServer: 'Everything here is on the server',
  offline: 'The server is not in reach. Work goes on here, and is sent once it is.',
  needsAttention: 'Somebody is needed',
};

/** Rows go first, so that all of them may be there while photos are on their way. */
function stateWords({ state, isLooking, unsent, files }: SyncStatus): string {
  if (state === 'offline' && isLooking) return `${STATES.offline} Looking again now.`;
  const isWrittenThere = state === 'onServer' || (state === 'sending' && unsent.changes === 0);
  if (isWrittenThere && files.toSend.files > 0)
    return 'All that is written is on the server; photos follow';
  return state === 'sending' && unsent.changes === 0
    ? 'All work is on the server; who saw it and when follows'
    : STATES[state];
}

type PartProps = { readonly status: SyncStatus; readonly timeZone: string | undefined };

function Facts({ status, timeZone }: PartProps) {
  const { lastContactAt } = status;
  const [now] = useState(() => new Date().toISOString());
  const when = { now, timeZone };
  return (
    <KeyValueList
      entries={[
        { key: 'state', label: 'State', value: stateWords(status) },
        {
          key: 'contact',
          label: 'Last contact',
          value: lastContactAt === null ? 'None yet' : sinceInWords(lastContactAt, now, timeZone),
        },
        { key: 'unsent', label: 'Not on the server', value: unsentWords(status, when) },
        { key: 'trail', label: 'Who saw and did what', value: trailWords(status, when) },
        {
          key: 'files',
          label: 'Photos and files',
          value: filesInWords(status.files) ?? 'All there',
        },
        { key: 'server', label: 'Server', value: status.serverUrl },
        { key: 'name', label: 'Name of this computer', value: status.deviceName },
      ]}
    />
  );
}

function FileProgress({ moving }: Pick<SyncStatus['files'], 'moving'>) {
  if (moving === null) return null;
  const { done, total } = moving;
  return (
    <ProgressBar
      label="A photo or file on its way"
      value={done}
      total={total}
      detail={`${formatBytes(done)} of ${formatBytes(total)}`}
    />
  );
}

function Unplaced({ changes }: { readonly changes: number }) {
  return (
    <InlineMessage
      tone="caution"
      title="The server was restored, and something of another computer is missing there"
    >
      {formatQuantity(changes, 'change')} of other computers cannot be placed, because what came
      before is neither here nor on the server. They are kept on this computer, go into the file of
      what is not on the server, and are given to the server by themselves once a computer brings
      what is missing.
    </InlineMessage>
  );
}

function ClockDoubt({ behindMs }: { readonly behindMs: number }) {
  return (
    <InlineMessage tone="caution" title="Check the clock of this computer">
      It is {clockInWords(behindMs)} the server’s. Records carry the times of this computer; nothing
      is lost by it.
    </InlineMessage>
  );
}

function reviewWords({ reviews: { open, blocking, quarantined } }: SyncStatus): string {
  const all = `${formatQuantity(open, 'entry is', 'entries are')} waiting`;
  if (blocking === 0) return `${all}. None of them holds anything up.`;
  const notTaken = quarantined === 0 ? '' : `, ${quarantined} could not be taken up`;
  return `${all}: ${blocking} must be settled by a person${notTaken}.`;
}

function ToSettle({ status }: { readonly status: SyncStatus }) {
  const go = useNavigation((navigation) => navigation.go);
  const mayRead = useMay('charts.read');
  if (status.reviews.open === 0) return null;
  return (
    <InlineMessage
      tone={status.reviews.blocking > 0 ? 'caution' : 'info'}
      title="Two people did something without having seen each other’s"
      actions={mayRead && <Button onPress={() => go({ screen: 'toSettle' })}>Open the list</Button>}
    >
      {reviewWords(status)}
    </InlineMessage>
  );
}

/** How this computer stands with the server, in plain words; offline is nothing unusual. */
export function SyncStatePanel({ status, timeZone }: PartProps) {
  const look = useChange('sync.now');
  const [notice, setNotice] = useState<string | null>(null);
  async function press(): Promise<void> {
    setNotice(null);
    setNotice(whyNot(await look.mutateAsync({}).catch(() => null)));
  }
  return (
    <Panel
      heading="This computer and the server"
      actions={
        <Button icon={RefreshCw} isPending={look.isPending} onPress={() => void press()}>
          Look at the server now
        </Button>
      }
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        {status.attention !== null && (
          <InlineMessage tone="caution" title="Needs attention">
            {status.attention.message}
          </InlineMessage>
        )}
        {status.firstSync !== null && <FirstSyncProgress firstSync={status.firstSync} />}
        <Facts status={status} timeZone={timeZone} />
        <FileProgress moving={status.files.moving} />
        {status.check !== null && <ComparisonMessage check={status.check} timeZone={timeZone} />}
        {status.clockBehindMs !== null && <ClockDoubt behindMs={status.clockBehindMs} />}
        {status.unplaced > 0 && <Unplaced changes={status.unplaced} />}
        <ToSettle status={status} />
      </Stack>
    </Panel>
  );
}
