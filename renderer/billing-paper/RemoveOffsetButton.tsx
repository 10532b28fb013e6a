import { useState } from 'react';
import type { PrintOffset } from '../../shared/billing-paper/print-offset.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

export type RemoveOffsetButtonProps = { readonly offset: PrintOffset };

/** Forgets a printer that is no longer there. */
export function RemoveOffsetButton({ offset }: RemoveOffsetButtonProps) {
  const { id: printOffsetId, version: seen, printerName } = offset;
  const [isAsking, setAsking] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const remove = useChange('printOffsets.remove');
  async function send(): Promise<void> {
    setNotice(null);
    const reply = await remove.mutateAsync({ printOffsetId, seen }).catch(() => null);
    if (!reply?.ok) return setNotice(whyNot(reply));
    return setAsking(false);
  }
  return (
    <>
      <Button variant="quiet" aria-label={`Remove ${printerName}`} onPress={() => setAsking(true)}>
        Remove
      </Button>
      {isAsking && (
        <ConfirmDialog
          isOpen
          title={`Remove ${printerName}?`}
          confirmLabel="Remove"
          tone="danger"
          isPending={remove.isPending}
          onConfirm={() => void send()}
          onCancel={() => setAsking(false)}
        >
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <p>Its offset is forgotten. Claim forms that were made stay as they are.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
