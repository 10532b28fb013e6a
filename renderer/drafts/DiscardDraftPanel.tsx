import { useState, useSyncExternalStore } from 'react';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import type { KeptDraft } from './KeepDraftPanel.tsx';

export type DiscardDraftPanelProps = {
  readonly keeper: Pick<KeptDraft, 'subscribe' | 'get' | 'finish'>;
  /** What is lost with the draft and what is not, in sentences. */
  readonly warning: string;
  /** Once the draft is gone. */
  readonly onDiscarded: () => void;
};

/** Deletes what was typed, after asking; nothing where no draft is kept. */
export function DiscardDraftPanel({ keeper, warning, onDiscarded }: DiscardDraftPanelProps) {
  const draft = useSyncExternalStore(keeper.subscribe, keeper.get);
  const [isAsking, setAsking] = useState(false);
  if (draft.kind === 'none') return null;
  return (
    <>
      <Button variant="quiet" onPress={() => setAsking(true)}>
        Discard draft
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Discard what you typed?"
        confirmLabel="Discard draft"
        cancelLabel="Keep it"
        tone="danger"
        onConfirm={() => void keeper.finish().then(onDiscarded)}
        onCancel={() => setAsking(false)}
      >
        {warning}
      </ConfirmDialog>
    </>
  );
}
