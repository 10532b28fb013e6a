import type { ReactNode } from 'react';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import { type ReplyOf, useChange } from '../client/use-operation.ts';
import { StrikeOutDialog } from './StrikeOutPanel.tsx';

export type VoidDialogProps = {
  readonly kind: RecordKind;
  readonly id: string;
  /** The version that was seen. */
  readonly version: number;
  /** Which record: patient, what, and the day. */
  readonly children: ReactNode;
  readonly onVoided: () => void;
  /** It was changed after it was seen; the dialog is to be closed. What was typed is kept. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
};

type VoidReply = ReplyOf<'treatments.void'> | ReplyOf<'assessments.void'>;

/** Strikes a record out, with its reason and the PIN. Mount it to ask. */
export function VoidDialog(props: VoidDialogProps) {
  const { kind, id, version, children, onVoided, onChanged, onClose } = props;
  const voidTreatment = useChange('treatments.void');
  const voidAssessment = useChange('assessments.void');
  return (
    <StrikeOutDialog<VoidReply>
      title="Void this record?"
      confirmLabel="Void record"
      reasonLabel="Reason for voiding"
      reasonMissing="Say why this record is voided"
      keptAs={`void ${kind} ${id}`}
      done="Voided on this computer. The record stays readable, struck through."
      send={(given) => {
        const sent = { seen: version, ...given };
        return kind === 'treatment'
          ? voidTreatment.mutateAsync({ ...sent, treatmentRecordId: id })
          : voidAssessment.mutateAsync({ ...sent, assessmentId: id });
      }}
      onRefused={(failure) => {
        if (failure.code !== 'Stale') return failure.message;
        onChanged();
        return null;
      }}
      onDone={onVoided}
      onClose={onClose}
    >
      {children}
      <p>
        A record that was made by mistake is struck through, with your name and reason. It stays
        readable, is never billed, and what it took from an order is given back. It cannot be
        undone.
      </p>
    </StrikeOutDialog>
  );
}
