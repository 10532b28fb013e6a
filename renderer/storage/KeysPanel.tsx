import { KeyRound, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { storageOperations } from '../../shared/storage/contract.ts';
import { type OutputOf, useChange } from '../client/use-operation.ts';
import { ChangePassphrasePanel } from '../store/ChangePassphrasePanel.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { formatInstant, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { KeepingJobPanel } from './KeepingJobPanel.tsx';
import { useKeepingJob } from './use-keeping-job.ts';

const STOPPED = {
  cancelled: 'Stopped. What is encrypted anew stays so; the rest still opens with the older key.',
  interrupted:
    'Interrupted, because Caretrail was closed or had to start again. What is encrypted anew stays so; the rest still opens with the older key.',
} as const;

type KeysPanelProps = {
  readonly status: OutputOf<'storage.status'>;
  readonly clinic: string | null;
  readonly timeZone: string | undefined;
};

function Reencrypted({ value }: { readonly value: unknown }) {
  const done = storageOperations['storage.reencrypt'].output.safeParse(value);
  return (
    <InlineMessage tone="success" title="Everything is encrypted under a fresh key">
      {done.success &&
        `${formatQuantity(done.data.pages, 'page')} and ${formatQuantity(done.data.files, 'file')}. `}
      Make a backup now: those from before still hold the older key.
    </InlineMessage>
  );
}

function Facts({ status, timeZone }: Pick<KeysPanelProps, 'status' | 'timeZone'>) {
  const { hasKeychain, passphraseChangedAt } = status;
  return (
    <KeyValueList
      entries={[
        {
          key: 'keychain',
          label: 'Keychain',
          value: hasKeychain
            ? 'This computer’s keychain opens the records.'
            : 'None: the recovery passphrase is asked for at each start.',
        },
        {
          key: 'passphrase',
          label: 'Recovery passphrase',
          value:
            passphraseChangedAt === null
              ? 'As it was chosen first'
              : `Changed ${formatInstant(passphraseChangedAt, timeZone)}`,
        },
      ]}
    />
  );
}

/** Who or what opens the records: the keychain, the recovery passphrase, and the key itself. */
export function KeysPanel({ status, clinic, timeZone }: KeysPanelProps) {
  const start = useChange('storage.reencrypt');
  const job = useKeepingJob('storage.reencrypt', () => start.mutateAsync({}));
  const [open, setOpen] = useState<'nothing' | 'passphrase' | 'reencrypt'>('nothing');
  const [isChanged, setChanged] = useState(false);
  const close = () => setOpen('nothing');
  return (
    <Stack gap={5}>
      <KeepingJobPanel
        job={job}
        heading="Re-encryption"
        stoppedWords={STOPPED}
        renderDone={(value) => <Reencrypted value={value} />}
      />
      <Panel heading="Encryption">
        <Stack>
          <Facts status={status} timeZone={timeZone} />
          {isChanged && (
            <InlineMessage tone="success" title="The recovery passphrase is changed">
              Backups from before open with the one of their time: keep both.
            </InlineMessage>
          )}
          {status.pagesUnderOlderKey > 0 && !job.isRunning && (
            <InlineMessage tone="caution">
              {formatQuantity(status.pagesUnderOlderKey, 'page')} still stand under an older key.
              Encrypt anew to finish it.
            </InlineMessage>
          )}
          <Row>
            <Button icon={KeyRound} onPress={() => setOpen('passphrase')}>
              Change the passphrase…
            </Button>
            <Button
              icon={RefreshCw}
              isPending={job.isStarting}
              isDisabled={job.isRunning}
              onPress={() => setOpen('reencrypt')}
            >
              Encrypt anew…
            </Button>
          </Row>
        </Stack>
      </Panel>
      {open === 'passphrase' && (
        <ChangePassphrasePanel
          clinic={clinic}
          onClose={close}
          onChanged={() => {
            setChanged(true);
            close();
          }}
        />
      )}
      <ConfirmDialog
        isOpen={open === 'reencrypt'}
        title="Encrypt everything under a fresh key?"
        confirmLabel="Encrypt anew"
        onConfirm={() => {
          close();
          void job.begin();
        }}
        onCancel={close}
      >
        Do this when somebody may have got hold of the key, for example with a stolen computer or
        disk. It takes a while; you may go on working. The recovery passphrase stays the same.
      </ConfirmDialog>
    </Stack>
  );
}
