import type { ChartDocument } from '../../shared/documents/contract.ts';
import { type ReplyOf, useChange } from '../client/use-operation.ts';
import { StrikeOutDialog } from '../signing/StrikeOutPanel.tsx';
import { formatCivilDate } from '../ui/format.ts';

export type VoidDocumentDialogProps = {
  readonly document: ChartDocument;
  readonly onClose: () => void;
};

/** Strikes out a document that was attached by mistake; mount it to open it. */
export function VoidDocumentDialog({ document, onClose }: VoidDocumentDialogProps) {
  const { id: documentId, title, documentOn } = document;
  const voiding = useChange('documents.void');
  return (
    <StrikeOutDialog<ReplyOf<'documents.void'>>
      title="Strike out this document?"
      confirmLabel="Strike out"
      reasonLabel="Reason for striking out"
      reasonMissing="Say why this document is struck out"
      keptAs={`void document ${documentId}`}
      done="Struck out on this computer. The document stays readable."
      send={(given) => voiding.mutateAsync({ documentId, ...given })}
      onDone={onClose}
      onClose={onClose}
    >
      <p>
        <strong dir="auto">{title}</strong> · {formatCivilDate(documentOn)}
      </p>
      <p>It stays readable, struck out with your name and reason.</p>
    </StrikeOutDialog>
  );
}
