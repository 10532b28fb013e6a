import { Ban } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import { queryClient, type ReplyOf, useChange } from '../client/use-operation.ts';
import { forgetForm, keepForm, keptOr } from '../kept-forms.ts';
import { announce } from '../ui/announce.ts';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { ConfirmWithPin } from './ConfirmWithPinPanel.tsx';

const MAX_REASON = 500;

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

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/** The reason, kept over a lock until it is used. */
function useReason(kind: RecordKind, id: string) {
  const name = `void ${kind} ${id}`;
  const [reason, setReason] = useState(() => keptOr(name, { reason: '' }).reason);
  const [error, setError] = useState<string>();
  useEffect(() => keepForm(name, { reason }), [name, reason]);
  return {
    reason,
    error,
    type: (text: string): void => {
      setReason(text);
      setError(undefined);
    },
    check: (): boolean => {
      if (reason.trim() === '') setError('Say why this record is voided');
      return reason.trim() !== '';
    },
    forget: () => forgetForm(name),
  };
}

/** Strikes a record out, with its reason and the PIN. Mount it to ask. */
export function VoidDialog(props: VoidDialogProps) {
  const { kind, id, version, children, onVoided, onChanged, onClose } = props;
  const voidTreatment = useChange('treatments.void');
  const voidAssessment = useChange('assessments.void');
  const { reason, error, type, check, forget } = useReason(kind, id);
  function onReply(reply: VoidReply): string | null {
    if (!reply.ok) {
      void queryClient.invalidateQueries();
      if (reply.failure.code !== 'Stale') return reply.failure.message;
      onChanged();
      return null;
    }
    forget();
    announce('Voided on this computer. The record stays readable, struck through.');
    onVoided();
    return null;
  }
  return (
    <ConfirmWithPin<VoidReply>
      title="Void this record?"
      confirmLabel="Void record"
      icon={Ban}
      tone="danger"
      check={check}
      send={({ pin, commandId }) => {
        const sent = { seen: version, reason, pin, commandId };
        return kind === 'treatment'
          ? voidTreatment.mutateAsync({ ...sent, treatmentRecordId: id })
          : voidAssessment.mutateAsync({ ...sent, assessmentId: id });
      }}
      onReply={onReply}
      onClose={onClose}
    >
      {children}
      <p>
        A record that was made by mistake is struck through, with your name and reason. It stays
        readable, is never billed, and what it took from an order is given back. It cannot be
        undone.
      </p>
      <TextAreaField
        label="Reason for voiding"
        value={reason}
        onChange={type}
        error={error}
        maxLength={MAX_REASON}
        spellCheck
        isRequired
        rows={2}
        ref={focusOnMount}
      />
    </ConfirmWithPin>
  );
}
