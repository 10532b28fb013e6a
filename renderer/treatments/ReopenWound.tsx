import { useState } from 'react';
import type { TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import { useChange } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { woundInWords } from './treatment-words.ts';
import type { TreatmentScene } from './use-treatment-form.ts';

export type ReopenWoundProps = { readonly entry: TreatmentEntry; readonly scene: TreatmentScene };

/** Takes a wound back into care on the day of the treatment: then nothing speaks against treating it. */
export function ReopenWound({ entry, scene }: ReopenWoundProps) {
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const reopen = useChange('wounds.reopen');
  const wound = scene.wounds.find(({ id }) => id === entry.woundId);
  if (wound === undefined || wound.status === 'open') return null;
  const startedOn = entry.dateApplied || scene.today;
  async function confirm(woundId: string, seen: number) {
    const reply = await reopen.mutateAsync({ woundId, seen, startedOn });
    setRefusal(reply.ok ? null : reply.failure.message);
    if (reply.ok) setAsking(false);
  }
  return (
    <>
      <Button onPress={() => setAsking(true)}>Reopen the wound</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Reopen this wound?"
        confirmLabel="Reopen the wound"
        isPending={reopen.isPending}
        onConfirm={() => void confirm(wound.id, wound.version)}
        onCancel={() => setAsking(false)}
      >
        {woundInWords(wound)}. A new episode of care begins on {formatCivilDate(startedOn)}.
        {refusal !== null && <InlineMessage tone="danger">{refusal}</InlineMessage>}
      </ConfirmDialog>
    </>
  );
}
