import { useChange } from '../client/use-operation.ts';
import { ConfirmWithReason } from '../ConfirmWithReason.tsx';

const words = {
  billedOutside: {
    title: 'Billed outside of Caretrail?',
    confirm: 'Mark as billed outside',
    description: 'By whom, and how. No claim of ours will hold it; the word can be taken back.',
  },
  notBillable: {
    title: 'Never to be billed?',
    confirm: 'Mark as not billable',
    description: 'Why nobody pays for it. The word can be taken back.',
  },
  cleared: {
    title: 'Bill it again?',
    confirm: 'Bill again',
    description: 'What was looked at and put right. The treatment goes out with the next batch.',
  },
} as const;

export type MarkDialogProps = {
  readonly mark: keyof typeof words;
  readonly treatmentRecordIds: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** Asks why, and says of treatments where their billing belongs. Mount it to open. */
export function MarkDialog({ mark, treatmentRecordIds, onClose, onDone }: MarkDialogProps) {
  const say = useChange('claims.mark');
  const { title, confirm, description } = words[mark];
  return (
    <ConfirmWithReason
      title={title}
      confirmLabel={confirm}
      description={description}
      keptAs={`mark ${mark} ${treatmentRecordIds.join(' ')}`}
      isPending={say.isPending}
      send={(reason) =>
        say.mutateAsync({ treatmentRecordIds: [...treatmentRecordIds], mark, reason })
      }
      onDone={onDone}
      onClose={onClose}
    />
  );
}
