import type { Condition } from '../../shared/conditions/condition.ts';
import { useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { type ChangedLine, VersionHistory } from '../VersionHistory.tsx';
import { useSite } from '../client/use-site.ts';
import { conditionLabels } from './condition-entry.ts';

const day = (on: string | null): string => (on === null ? '' : formatCivilDate(on));

/** What a change made different, in words. */
function changedLines(was: Condition, is: Condition): readonly ChangedLine[] {
  const said = ({ diagnosisCode, words, onsetOn, endedOn, voidReason }: Condition) =>
    [
      ['words', conditionLabels.words, words],
      ['diagnosisCode', conditionLabels.diagnosisCode, diagnosisCode ?? ''],
      ['onsetOn', conditionLabels.onsetOn, day(onsetOn)],
      ['endedOn', conditionLabels.endedOn, day(endedOn)],
      ['voidReason', 'Struck out', voidReason ?? ''],
    ] as const;
  const after = said(is);
  return said(was)
    .map(([key, label, text], at) => ({ key, label, was: text, is: after[at]?.[2] ?? '' }))
    .filter((line) => line.was !== line.is);
}

export type ConditionHistoryDialogProps = {
  readonly condition: Condition;
  readonly onClose: () => void;
};

/** How a condition stood before each change, newest first; mount it to open it. */
export function ConditionHistoryDialog({ condition, onClose }: ConditionHistoryDialogProps) {
  const timeZone = useSite()?.timeZone ?? 'UTC';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="History of this condition"
      size="large"
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <VersionHistory
        query={useOperation('conditions.versions', { conditionId: condition.id })}
        current={condition}
        thingOf={(version) => version.condition}
        linesOf={changedLines}
        timeZone={timeZone}
      >
        Added {formatInstant(condition.createdAt, timeZone)} by {condition.recordedByName}
      </VersionHistory>
    </Dialog>
  );
}
