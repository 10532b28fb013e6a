import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { ClaimDraft, DeskRow } from '../../shared/claims/claim-shapes.ts';
import { useOperation } from '../client/use-operation.ts';
import { moneyInWords } from '../../shared/base/money-words.ts';
import { RECORDED_TWICE } from '../../shared/claims/twice-recorded.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { BothDoneDialog } from './BothDoneDialog.tsx';
import { ClaimChoices } from './ClaimChoices.tsx';
import { ClaimLines } from './ClaimLines.tsx';
import { MarkDialog } from './MarkDialog.tsx';
import { ProblemList } from './ProblemList.tsx';

export type ClaimDraftDialogProps = {
  readonly row: DeskRow;
  readonly onClose: () => void;
};

/** The claim that a treatment would go out on, and everything a biller can decide of it. */
export function ClaimDraftDialog({ row, onClose }: ClaimDraftDialogProps) {
  const query = useOperation('claims.draft', { treatmentRecordId: row.treatmentRecordId });
  const [mark, setMark] = useState<'billedOutside' | 'notBillable' | 'bothDone' | null>(null);
  const draft = query.data;
  const isTwice = draft?.problems.some(({ code }) => code === RECORDED_TWICE) ?? false;
  return (
    <>
      <Dialog
        isOpen={mark === null}
        title={`Claim for ${apart(row.patientName)}, ${formatCivilDate(row.servedOn)}`}
        size="large"
        onClose={onClose}
        actions={
          <>
            {isTwice && <Button onPress={() => setMark('bothDone')}>Both were done…</Button>}
            <Button onPress={() => setMark('notBillable')}>Not billable…</Button>
            <Button onPress={() => setMark('billedOutside')}>Billed outside…</Button>
            <Button variant="primary" onPress={onClose}>
              Close
            </Button>
          </>
        }
      >
        {row.problems.some(({ code }) => code === 'NotSigned') ? (
          <ProblemList problems={row.problems} of={row} />
        ) : draft === undefined ? (
          <QueryNotice query={query} what="The claim" />
        ) : (
          <DraftContent key={draft.chosen.version} draft={draft} />
        )}
      </Dialog>
      {mark === 'bothDone' && draft !== undefined && (
        <BothDoneDialog
          treatmentRecordIds={draft.treatmentRecordIds}
          onClose={() => setMark(null)}
        />
      )}
      {mark !== null && mark !== 'bothDone' && (
        <MarkDialog
          mark={mark}
          treatmentRecordIds={[row.treatmentRecordId]}
          onClose={() => setMark(null)}
          onDone={onClose}
        />
      )}
    </>
  );
}

function DraftContent({ draft }: { readonly draft: ClaimDraft }) {
  const { claim, problems, advice, treatmentRecordIds, totalCents } = draft;
  return (
    <Stack gap={5}>
      {problems.length === 0 ? (
        <InlineMessage tone="success" title={`Ready: ${moneyInWords(totalCents)}`}>
          {treatmentRecordIds.length > 1 &&
            `${formatQuantity(treatmentRecordIds.length, 'treatment')} of this day share the claim.`}
        </InlineMessage>
      ) : (
        <InlineMessage tone="caution" title="Not ready">
          <ProblemList problems={problems} of={draft} />
        </InlineMessage>
      )}
      {advice.length > 0 && (
        <InlineMessage tone="info" title="For the coder to decide">
          {advice.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </InlineMessage>
      )}
      {claim !== null && claim.lines.length > 0 && <ClaimLines claim={claim} />}
      <ClaimChoices draft={draft} />
    </Stack>
  );
}
