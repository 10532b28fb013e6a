import { apart } from '../../shared/base/apart.ts';
import type { Condition } from '../../shared/conditions/condition.ts';
import { changedBetween } from '../changed-lines.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { HistoryDialog } from '../HistoryDialog.tsx';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { conditionLabels } from './condition-entry.ts';

const day = (on: string | null): string => (on === null ? '' : formatCivilDate(on));

/** All that a condition says, in words. */
function said({ diagnosisCode, words, onsetOn, endedOn, voidReason }: Condition) {
  return [
    ['words', conditionLabels.words, words],
    ['diagnosisCode', conditionLabels.diagnosisCode, diagnosisCode ?? ''],
    ['onsetOn', conditionLabels.onsetOn, day(onsetOn)],
    ['endedOn', conditionLabels.endedOn, day(endedOn)],
    ['voidReason', 'Struck out', voidReason ?? ''],
  ] as const;
}

export type ConditionHistoryDialogProps = {
  readonly condition: Condition;
  readonly onClose: () => void;
};

/** How a condition stood before each change, newest first; mount it to open it. */
export function ConditionHistoryDialog({ condition, onClose }: ConditionHistoryDialogProps) {
  const timeZone = useSite()?.timeZone ?? 'UTC';
  return (
    <HistoryDialog
      title="History of this condition"
      query={useOperation('conditions.versions', { conditionId: condition.id })}
      current={condition}
      thingOf={(version) => version.condition}
      linesOf={(was, is) => changedBetween(said(was), said(is))}
      timeZone={timeZone}
      onClose={onClose}
    >
      Added {formatInstant(condition.createdAt, timeZone)} by {apart(condition.recordedByName)}
    </HistoryDialog>
  );
}
