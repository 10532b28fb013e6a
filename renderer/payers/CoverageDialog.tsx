import type { Coverage } from '../../shared/payers/coverage.ts';
import { coverageFields } from '../../shared/payers/coverage.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { useEntry } from '../use-entry.ts';
import {
  blankCoverage,
  coverageEntryOf,
  coverageLabels,
  freeTurn,
  typedCoverage,
} from './coverage-entry.ts';
import { CoverageFields } from './CoverageFields.tsx';

export type CoverageDialogProps = {
  readonly patientId: string;
  /** The insurance that is corrected; null for a new one. */
  readonly coverage: Coverage | null;
  /** What the patient has. */
  readonly coverages: readonly Coverage[];
  readonly payers: readonly Payer[];
  readonly today: string;
  readonly onClose: () => void;
};

function useCoverageEntry(props: CoverageDialogProps) {
  const { patientId, coverage, coverages, today, onClose } = props;
  const add = useChange('coverages.add');
  const correct = useChange('coverages.correct');
  return useEntry({
    keptAs: `coverage ${coverage?.id ?? `new of ${patientId}`}`,
    start: {
      entry:
        coverage === null
          ? blankCoverage(freeTurn(coverages, today), today)
          : coverageEntryOf(coverage),
      seen: coverage?.version ?? 0,
    },
    what: 'insurance',
    read: (typed) => readTyped(coverageFields, typedCoverage(typed), coverageLabels),
    send: (said, { seen }) =>
      coverage === null
        ? add.mutateAsync({ patientId, ...said })
        : correct.mutateAsync({ coverageId: coverage.id, seen, ...said }),
    onSaved: onClose,
  });
}

/** Asks how a patient is insured, as the card says it. Mount it to open. */
export function CoverageDialog(props: CoverageDialogProps) {
  const { coverage, payers, today, onClose } = props;
  const form = useCoverageEntry(props);
  return (
    <EntryDialog
      title={coverage === null ? 'Add insurance' : 'Correct insurance'}
      saveLabel="Save insurance"
      size="large"
      form={form}
      onClose={onClose}
    >
      <CoverageFields
        entry={form.entry}
        problems={form.problems}
        change={form.change}
        payers={payers.filter(({ id, isActive }) => isActive || id === coverage?.payerId)}
        today={today}
      />
    </EntryDialog>
  );
}
