import type { Wound } from '../../shared/wounds/wound.ts';
import { useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { VersionHistory } from '../VersionHistory.tsx';
import { changedLines } from './wound-changes.ts';

export type WoundHistoryDialogProps = {
  readonly wound: Wound;
  readonly timeZone: string;
  readonly onClose: () => void;
};

/** What was said of a wound before each correction, newest first; mount it to open it. */
export function WoundHistoryDialog({ wound, timeZone, onClose }: WoundHistoryDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Corrections of this wound"
      size="large"
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <VersionHistory
        query={useOperation('wounds.versions', { woundId: wound.id })}
        current={wound}
        thingOf={(version) => version.wound}
        linesOf={changedLines}
        timeZone={timeZone}
      >
        Registered {formatInstant(wound.createdAt, timeZone)} by {wound.recordedByName}
      </VersionHistory>
    </Dialog>
  );
}
