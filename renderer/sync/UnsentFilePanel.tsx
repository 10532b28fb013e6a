import { FileLock2, FileUp } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { SyncStatus } from '../../shared/sync/contract.ts';
import { client } from '../client/client.ts';
import { sendFile } from '../client/send-files.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { FileField } from '../ui/FileField.tsx';
import { formatInstant, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { PassphraseField } from '../ui/PassphraseField.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useWork } from '../use-work.ts';

/** Writes what the server does not have into a file, and says where that is. */
function SaveUnsent() {
  const save = useChange('sync.exportUnsent');
  const { problem, isBusy, doing } = useWork();
  const [done, setDone] = useState<ReactNode>(null);
  const press = () =>
    doing(async () => {
      setDone(null);
      const reply = await save.mutateAsync({});
      if (reply.ok) {
        const { changes, path } = reply.value;
        setDone(
          <InlineMessage tone="success" title={`${formatQuantity(changes, 'change')} saved`}>
            In <bdi>{path}</bdi>. Copy the file to where it is safe. The recovery passphrase of this
            computer opens it. Photos and other files are not in it.
          </InlineMessage>,
        );
      }
      return whyNot(reply);
    });
  return (
    <Stack>
      {problem !== null && <FormNotice>{problem}</FormNotice>}
      {done}
      <Row>
        <Button icon={FileLock2} isPending={isBusy} onPress={() => void press()}>
          Save what is not sent
        </Button>
      </Row>
    </Stack>
  );
}

/** Takes such a file of any computer of the site, and gives the server what it holds. */
function BringUnsent({ timeZone }: { readonly timeZone: string | undefined }) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [passphrase, setPassphrase] = useState('');
  const [done, setDone] = useState<ReactNode>(null);
  const { problem, isBusy, doing } = useWork();
  const [chosen] = files;
  const bring = (from: File) =>
    doing(async () => {
      setDone(null);
      const sent = await sendFile(from, 'unsent-changes');
      if (!sent.ok) return sent.failure.message;
      // Sent past the cache of mutations, which would keep the passphrase for minutes.
      const reply = await client['sync.bringUnsent']({ file: sent.value, passphrase });
      if (reply.ok) {
        const { deviceName, madeAt, changes } = reply.value;
        setFiles([]);
        setPassphrase('');
        setDone(
          <InlineMessage tone="success" title="The server has them">
            {formatQuantity(changes, 'change')} of <bdi>{deviceName}</bdi>, saved{' '}
            {formatInstant(madeAt, timeZone)}. What the server had of them counts once.
          </InlineMessage>,
        );
      }
      return whyNot(reply);
    });
  return (
    <Stack>
      {problem !== null && <FormNotice>{problem}</FormNotice>}
      {done}
      <FileField
        label="File of another computer of the site"
        description="Where one works no more, bring its file here"
        files={files}
        onChange={setFiles}
      />
      <PassphraseField
        label="Recovery passphrase of that computer"
        value={passphrase}
        onChange={setPassphrase}
      />
      <Row>
        <Button
          icon={FileUp}
          isPending={isBusy}
          isDisabled={chosen === undefined || passphrase === ''}
          onPress={() => chosen && void bring(chosen)}
        >
          Give it to the server
        </Button>
      </Row>
    </Stack>
  );
}

type UnsentFilePanelProps = {
  readonly status: SyncStatus;
  readonly timeZone: string | undefined;
};

/** What is not at the server yet, as a file that nobody else can read: to the server by another way. */
export function UnsentFilePanel({ status, timeZone }: UnsentFilePanelProps) {
  const changes = status.unsent.changes + status.trailUnsent.changes;
  return (
    <Panel heading="By another way">
      <Stack gap={5}>
        <Stack>
          <p className="sync-words">
            {changes === 0
              ? 'The server has everything that was recorded here.'
              : 'What is on this computer only can be saved in an encrypted file beside the backups, in case it does not reach the server any more.'}
          </p>
          {changes > 0 && <SaveUnsent />}
        </Stack>
        <BringUnsent timeZone={timeZone} />
      </Stack>
    </Panel>
  );
}
