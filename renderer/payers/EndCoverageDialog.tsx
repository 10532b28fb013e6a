import { apart } from '../../shared/base/apart.ts';
import type { Coverage } from '../../shared/payers/coverage.ts';
import { civilDate } from '../../shared/base/civil-date.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { DateField } from '../ui/DateField.tsx';
import { useEntry } from '../use-entry.ts';

export type EndCoverageDialogProps = {
  readonly coverage: Coverage;
  readonly today: string;
  readonly onClose: () => void;
};

const LABEL = 'Last day on which it holds';

/** Ends a patient's insurance: there is a new card, or none any more. */
export function EndCoverageDialog({ coverage, today, onClose }: EndCoverageDialogProps) {
  const { id: coverageId, payerName, version } = coverage;
  const end = useChange('coverages.end');
  const form = useEntry({
    keptAs: `end coverage ${coverageId}`,
    start: { entry: { endsOn: coverage.endsOn ?? today }, seen: version },
    what: 'insurance',
    read: (typed) => readTyped({ endsOn: civilDate }, typed, { endsOn: LABEL }),
    send: ({ endsOn }, { seen }) => end.mutateAsync({ coverageId, seen, endsOn }),
    onSaved: onClose,
  });
  return (
    <EntryDialog
      title={`End insurance with ${apart(payerName)}`}
      saveLabel="End insurance"
      form={form}
      onClose={onClose}
    >
      <p>What was done until that day can still be billed to it.</p>
      <DateField
        label={LABEL}
        isRequired
        value={form.entry.endsOn}
        error={form.problems['endsOn']}
        onChange={(endsOn) => form.change({ endsOn })}
      />
    </EntryDialog>
  );
}
