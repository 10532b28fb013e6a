import { useState } from 'react';
import type { SyncStatus } from '../../shared/sync/contract.ts';
import { queryClient, useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';

/** After these, whoever types the name of the computer leaves all the same. */
const OVERRIDABLE = ['Unsent', 'ServerUnreachable', 'FirstSync'];

type LeaveDialogProps = { readonly deviceName: string; readonly onClose: () => void };

/** Asks before this computer leaves; what speaks against it is said, and can be answered with its name. */
function LeaveDialog({ deviceName, onClose }: LeaveDialogProps) {
  const leave = useChange('sync.leave');
  const [notice, setNotice] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [typedName, setTypedName] = useState('');
  async function confirm(): Promise<void> {
    setNotice(null);
    const name = typedName === '' ? null : typedName;
    const reply = await leave.mutateAsync({ typedName: name }).catch(() => null);
    if (reply?.ok) {
      onClose();
      return queryClient.invalidateQueries();
    }
    setNotice(whyNot(reply));
    if (reply && OVERRIDABLE.includes(reply.failure.code)) setAsked(true);
  }
  return (
    <ConfirmDialog
      isOpen
      title="Leave the site?"
      confirmLabel="Leave the site"
      tone="danger"
      isPending={leave.isPending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <p>
          The records stay on this computer, encrypted, and can be read. Nothing can be recorded on
          it any more, nothing comes to it, and it can become a computer of the site again with a
          new code.
        </p>
        {isAsked && (
          <TextField
            label="Name of this computer, to leave all the same"
            description={deviceName}
            value={typedName}
            onChange={setTypedName}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}

/** Lets this computer leave its site. */
export function LeavePanel({ status }: { readonly status: SyncStatus }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel heading="This computer leaves">
      <Stack>
        <p className="sync-words">
          Before it is given away or used for something else, let it leave the site.
        </p>
        <Row>
          <Button variant="danger" onPress={() => setOpen(true)}>
            Leave the site…
          </Button>
        </Row>
      </Stack>
      {isOpen && (
        <LeaveDialog deviceName={status.deviceName ?? ''} onClose={() => setOpen(false)} />
      )}
    </Panel>
  );
}
