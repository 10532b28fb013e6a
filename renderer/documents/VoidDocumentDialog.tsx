import { useState } from 'react';
import type { ChartDocument } from '../../shared/documents/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';

const NOT_SAVED = 'It could not be struck out. Please try again.';

export type VoidDocumentDialogProps = {
  readonly document: ChartDocument;
  readonly onClose: () => void;
};

/** Strikes out a document that was attached by mistake; mount it to open it. */
export function VoidDocumentDialog({ document, onClose }: VoidDocumentDialogProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  const voiding = useChange('documents.void');
  async function send(): Promise<void> {
    if (reason.trim() === '') return setProblem('is missing');
    setNotice(null);
    const reply = await voiding.mutateAsync({ documentId: document.id, reason }).catch(() => null);
    if (reply === null) return setNotice(NOT_SAVED);
    if (reply.ok) return onClose();
    const show = (_field: 'reason', why: string) => setProblem(why);
    setNotice(placeProblems(reply.failure, { fields: ['reason'], show }));
  }
  return (
    <ConfirmDialog
      isOpen
      title="Strike out this document?"
      confirmLabel="Strike out"
      tone="danger"
      isPending={voiding.isPending}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <p>
            <strong dir="auto">{document.title}</strong>
          </p>
          <TextField
            label="Reason"
            isRequired
            spellCheck
            description="It stays readable, struck out."
            value={reason}
            error={problemSentence('Reason', problem)}
            onChange={(text) => {
              setReason(text);
              setProblem(undefined);
            }}
          />
        </Stack>
      </form>
    </ConfirmDialog>
  );
}
