import { useChange } from '../client/use-operation.ts';
import { ConfirmWithReason } from '../ConfirmWithReason.tsx';

type BothDoneDialogProps = {
  readonly treatmentRecordIds: readonly string[];
  readonly onClose: () => void;
};

/** Asks why, and says that what two charts of a person have was done twice. Mount it to open. */
export function BothDoneDialog({ treatmentRecordIds, onClose }: BothDoneDialogProps) {
  const say = useChange('claims.bothDone');
  return (
    <ConfirmWithReason
      title="Were both done?"
      confirmLabel="Both were done"
      description="How that is known. Both can be billed from then on, and what you say stands in the records for good."
      keptAs={`both done ${treatmentRecordIds.join(' ')}`}
      isPending={say.isPending}
      send={(reason) => say.mutateAsync({ treatmentRecordIds: [...treatmentRecordIds], reason })}
      onDone={onClose}
      onClose={onClose}
    />
  );
}
