import { useState } from 'react';
import type { SyncDevice } from '../../shared/sync/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';

export type RevokeDeviceDialogProps = {
  readonly device: SyncDevice;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Asks before a computer gets nothing more. Mount it to ask. */
export function RevokeDeviceDialog({ device, onDone, onClose }: RevokeDeviceDialogProps) {
  const revoke = useChange('sync.revokeDevice');
  const [notice, setNotice] = useState<string | null>(null);
  async function confirm(): Promise<void> {
    setNotice(null);
    const reply = await revoke.mutateAsync({ deviceId: device.deviceId }).catch(() => null);
    if (reply?.ok) onDone();
    else setNotice(whyNot(reply));
  }
  return (
    <ConfirmDialog
      isOpen
      title={device.isThisComputer ? 'Revoke this computer?' : 'Revoke a computer?'}
      confirmLabel="Revoke"
      tone="danger"
      isPending={revoke.isPending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <p>
          <bdi>{device.deviceName}</bdi> gets nothing more of the site. What somebody still writes
          on it is kept, and shown to people before it counts. It cannot be taken back: the computer
          would join anew.
        </p>
      </Stack>
    </ConfirmDialog>
  );
}
