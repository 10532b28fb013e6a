import { useState } from 'react';
import type { StockLocation } from '../../shared/inventory/location-contract.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';

type RetirePlaceDialogProps = {
  readonly place: StockLocation;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
};

/** Asks before a place goes out of use, or is used again. One that holds something stays. Mount it to ask. */
export function RetirePlaceDialog({ place, onClose, onDone }: RetirePlaceDialogProps) {
  const change = useChange('locations.change');
  const [problem, setProblem] = useState<string | null>(null);
  const { id: locationId, name, facilityId, isActive, version: seen } = place;

  async function confirm() {
    setProblem(null);
    const sent = { locationId, seen, name, facilityId, isActive: !isActive };
    const reply = await change.mutateAsync(sent).catch(() => null);
    if (!reply?.ok) return setProblem(whyNot(reply));
    return onDone(isActive ? `${name} is no longer used.` : `${name} is used again.`);
  }

  return (
    <ConfirmDialog
      isOpen
      title={isActive ? `Retire ${name}?` : `Use ${name} again?`}
      confirmLabel={isActive ? 'Retire' : 'Use again'}
      isPending={change.isPending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <Stack gap={3}>
        <p>
          {isActive
            ? 'Nothing can be put there any more. What happened there stays readable.'
            : 'Pieces can be put there again.'}
        </p>
        {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
      </Stack>
    </ConfirmDialog>
  );
}
