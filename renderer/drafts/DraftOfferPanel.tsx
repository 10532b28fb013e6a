import { useState } from 'react';
import type { Draft } from '../../shared/drafts/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { keptAt } from './kept-at.ts';

export type DraftOfferPanelProps = {
  readonly draft: Draft;
  /** What was going on, e.g. "logging a treatment for this patient". */
  readonly doing: string;
  /** The site's day, to leave out the date of a draft of today. */
  readonly today: string;
  readonly timeZone: string | undefined;
  readonly onContinue: () => void;
  readonly onDiscarded?: (() => void) | undefined;
};

/** Offers what was being typed before; it is never taken without being asked for. */
export function DraftOfferPanel(props: DraftOfferPanelProps) {
  const { draft, doing, onContinue, onDiscarded } = props;
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const discard = useChange('drafts.discard');

  async function discardNow() {
    const reply = await discard.mutateAsync({ form: draft.form, patientId: draft.patientId });
    setAsking(false);
    if (reply.ok) onDiscarded?.();
    else setProblem(reply.failure.message);
  }

  return (
    <>
      <InlineMessage
        tone="info"
        title={`You were ${doing} at ${keptAt(draft.savedAt, props)}`}
        actions={
          <>
            <Button onPress={() => setAsking(true)}>Discard draft</Button>
            <Button variant="primary" onPress={onContinue}>
              Continue
            </Button>
          </>
        }
      >
        {problem ?? 'What you had typed is kept on this computer. It is not saved in the chart.'}
      </InlineMessage>
      <ConfirmDialog
        isOpen={isAsking}
        title="Discard this draft?"
        confirmLabel="Discard draft"
        cancelLabel="Keep it"
        tone="danger"
        isPending={discard.isPending}
        onConfirm={() => void discardNow()}
        onCancel={() => setAsking(false)}
      >
        What you typed at {keptAt(draft.savedAt, props)} is deleted and cannot be brought back.
      </ConfirmDialog>
    </>
  );
}
