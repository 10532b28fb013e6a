import type { Condition } from '../../shared/conditions/condition.ts';
import { useChange } from '../client/use-operation.ts';
import { ConfirmWithReason } from '../ConfirmWithReason.tsx';

export type VoidConditionDialogProps = {
  readonly condition: Condition;
  readonly onClose: () => void;
};

/** Strikes out a condition that the patient never had; why is asked, and the entry itself is kept. */
export function VoidConditionDialog({ condition, onClose }: VoidConditionDialogProps) {
  const { id: conditionId, version: seen, words } = condition;
  const strike = useChange('conditions.void');
  return (
    <ConfirmWithReason
      title="Strike out this condition?"
      confirmLabel="Strike out"
      tone="danger"
      description="For what was entered by mistake. It leaves the problem list; the entry and this reason are kept."
      keptAs={`void condition ${conditionId}`}
      isPending={strike.isPending}
      send={(reason) => strike.mutateAsync({ conditionId, seen, reason })}
      onDone={onClose}
      onClose={onClose}
    >
      <p dir="auto">{words}</p>
    </ConfirmWithReason>
  );
}
