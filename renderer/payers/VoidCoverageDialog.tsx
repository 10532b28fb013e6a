import { apart } from '../../shared/base/apart.ts';
import type { Coverage } from '../../shared/payers/coverage.ts';
import { useChange } from '../client/use-operation.ts';
import { ConfirmWithReason } from '../ConfirmWithReason.tsx';

export type VoidCoverageDialogProps = {
  readonly coverage: Coverage;
  readonly onClose: () => void;
};

/** Strikes out insurance that is not this patient's; why is asked, and the entry itself is kept. */
export function VoidCoverageDialog({ coverage, onClose }: VoidCoverageDialogProps) {
  const { id: coverageId, version: seen, payerName } = coverage;
  const strike = useChange('coverages.void');
  return (
    <ConfirmWithReason
      title={`Strike out insurance with ${apart(payerName)}?`}
      confirmLabel="Strike out"
      tone="danger"
      description="For what was entered by mistake. Nothing can be billed to it any more; the entry and this reason are kept."
      keptAs={`void coverage ${coverageId}`}
      isPending={strike.isPending}
      send={(reason) => strike.mutateAsync({ coverageId, seen, reason })}
      onDone={onClose}
      onClose={onClose}
    />
  );
}
