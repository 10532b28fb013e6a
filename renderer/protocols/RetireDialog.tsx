import type { Protocol } from '../../shared/protocols/protocol.ts';
import { useChange } from '../client/use-operation.ts';
import { formatQuantity } from '../ui/format.ts';
import { ReasonDialog } from './ReasonDialog.tsx';

type RetireDialogProps = { readonly protocol: Protocol; readonly onClose: () => void };

/** Takes a protocol out of use, with the reason. Mount it to ask. */
export function RetireDialog({ protocol, onClose }: RetireDialogProps) {
  const retire = useChange('protocols.retire');
  const { protocolId, title, version: seen, runningCount } = protocol;
  return (
    <ReasonDialog
      title="Retire this protocol?"
      saveLabel="Retire"
      tone="danger"
      label="Reason"
      keptAs={`retireProtocol ${protocolId}`}
      maxLength={500}
      isPending={retire.isPending}
      send={(reason) => retire.mutateAsync({ protocolId, seen, reason })}
      done={`Retired: ${title}`}
      onClose={onClose}
    >
      <p>
        <strong>{title}</strong>
        <br />
        Nobody can start it any more. It runs on {formatQuantity(runningCount, 'wound')}, where it
        goes on as it began.
      </p>
    </ReasonDialog>
  );
}
