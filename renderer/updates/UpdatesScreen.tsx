import { FileCheck2, HardDriveDownload } from 'lucide-react';
import { useState } from 'react';
import { type OutputOf, useChange, useOperation } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useWork } from '../use-work.ts';

type Checked = OutputOf<'updates.check'>;

type OfferedUpdateProps = {
  readonly update: Checked;
  readonly timeZone: string | undefined;
};

/** An update that was found good: what is new, and the word that starts its installer. */
function OfferedUpdate({ update, timeZone }: OfferedUpdateProps) {
  const install = useChange('updates.install');
  const { problem, isBusy, doing } = useWork();
  const [isAsking, setAsking] = useState(false);
  const [isHandedOver, setHandedOver] = useState(false);
  const confirm = () =>
    doing(async () => {
      setAsking(false);
      const reply = await install.mutateAsync({ version: update.version });
      setHandedOver(reply.ok);
      return whyNot(reply);
    });
  return (
    <Panel heading={`Release ${update.version}`}>
      <Stack>
        <InlineMessage tone="success" title="Signed, newer than what is installed, and whole">
          Signed {formatInstant(update.issuedAt, timeZone)}.
        </InlineMessage>
        {update.notes.length > 0 && (
          <div>
            <p>What is new:</p>
            <ul>
              {update.notes.map((note) => (
                <li key={note} dir="auto">
                  {note}
                </li>
              ))}
            </ul>
          </div>
        )}
        {problem !== null && <FormNotice>{problem}</FormNotice>}
        {isHandedOver ? (
          <InlineMessage tone="success" title="The installer has it">
            Close Caretrail when the installer asks for it. Records stay as they are; a backup is
            made before a newer release changes them.
          </InlineMessage>
        ) : (
          <Row>
            <Button icon={HardDriveDownload} isPending={isBusy} onPress={() => setAsking(true)}>
              Install {update.version}
            </Button>
          </Row>
        )}
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Install release ${update.version}?`}
        confirmLabel="Start the installer"
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>Finish what is being recorded first: Caretrail has to be closed meanwhile.</p>
      </ConfirmDialog>
    </Panel>
  );
}

/** Which release is installed, and how a downloaded one takes its place. */
export function UpdatesScreen() {
  const status = useOperation('updates.status', {});
  const { data: site } = useOperation('site.status', {});
  const check = useChange('updates.check');
  const { problem, isBusy, doing } = useWork();
  const [update, setUpdate] = useState<Checked | null>(null);
  const press = () =>
    doing(async () => {
      setUpdate(null);
      const reply = await check.mutateAsync({});
      if (reply.ok) setUpdate(reply.value);
      const isChoosingNothing = !reply.ok && reply.failure.code === 'NothingChosen';
      return isChoosingNothing ? null : whyNot(reply);
    });
  if (status.data === undefined) return <QueryNotice query={status} what="Updates" />;
  return (
    <Stack gap={5}>
      <PageHeader title="Updates" subtitle={`Release ${status.data.version} is installed`} />
      <Panel heading="Check a downloaded update">
        <Stack>
          <p>
            Caretrail asks no server for updates and installs nothing by itself. Download the
            installer and its description (.caretrail-update) into one folder, and choose the
            description here.
          </p>
          {!status.data.takesUpdates && (
            <InlineMessage tone="caution">
              This build knows nobody who may sign updates, so it takes none.
            </InlineMessage>
          )}
          {problem !== null && <FormNotice>{problem}</FormNotice>}
          <Row>
            <Button icon={FileCheck2} isPending={isBusy} onPress={() => void press()}>
              Choose and check
            </Button>
          </Row>
        </Stack>
      </Panel>
      {update !== null && (
        <OfferedUpdate key={update.version} update={update} timeZone={site?.site?.timeZone} />
      )}
    </Stack>
  );
}
