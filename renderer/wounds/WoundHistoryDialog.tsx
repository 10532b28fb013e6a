import { apart } from '../../shared/base/apart.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { useOperation } from '../client/use-operation.ts';
import { HistoryDialog } from '../HistoryDialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { changedLines } from './wound-changes.ts';

export type WoundHistoryDialogProps = {
  readonly wound: Wound;
  readonly timeZone: string;
  readonly onClose: () => void;
};

/** What was said of a wound before each correction, newest first; mount it to open it. */
export function WoundHistoryDialog({ wound, timeZone, onClose }: WoundHistoryDialogProps) {
  return (
    <HistoryDialog
      title="Corrections of this wound"
      query={useOperation('wounds.versions', { woundId: wound.id })}
      current={wound}
      thingOf={(version) => version.wound}
      linesOf={changedLines}
      timeZone={timeZone}
      onClose={onClose}
    >
      Registered {formatInstant(wound.createdAt, timeZone)} by {apart(wound.recordedByName)}
    </HistoryDialog>
  );
}
