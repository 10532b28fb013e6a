import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import { moneyInWords } from '../../shared/base/money-words.ts';
import { isLive } from '../../shared/billing/claim-state.ts';
import type { ClaimShown } from '../../shared/claims/claim-shapes.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Timeline } from '../ui/Timeline.tsx';
import { ClaimLines } from './ClaimLines.tsx';
import { claimStateTones, claimStateWords, frequencyWords } from './claim-words.ts';
import { EndClaimDialog, type EndKind } from './EndClaimDialog.tsx';
import { NextInsuranceDialog } from './NextInsuranceDialog.tsx';

export type ClaimDialogProps = {
  readonly claimId: string;
  readonly onClose: () => void;
};

/** One claim as it went out, what became of it, and what can be done about it. */
export function ClaimDialog({ claimId, onClose }: ClaimDialogProps) {
  const query = useOperation('claims.get', { claimId });
  const [step, setStep] = useState<Step | null>(null);
  const claim = query.data;
  return (
    <>
      <Dialog
        isOpen={step === null}
        title={claim ? `Claim ${claim.controlNumber}` : 'Claim'}
        size="large"
        onClose={onClose}
        actions={
          <>
            {claim && <NextSteps claim={claim} onChoose={setStep} />}
            <Button variant="primary" onPress={onClose}>
              Close
            </Button>
          </>
        }
      >
        {claim === undefined ? (
          <QueryNotice query={query} what="The claim" />
        ) : (
          <ClaimFacts claim={claim} />
        )}
      </Dialog>
      {claim && step === 'billNext' && (
        <NextInsuranceDialog claim={claim} onClose={() => setStep(null)} />
      )}
      {claim && step !== null && step !== 'billNext' && (
        <EndClaimDialog claim={claim} kind={step} onClose={() => setStep(null)} />
      )}
    </>
  );
}

/** What a biller can do about a claim. */
type Step = EndKind | 'billNext';

function NextSteps(props: { readonly claim: ClaimShown; readonly onChoose: (step: Step) => void }) {
  const { claim, onChoose } = props;
  if (!isLive(claim.state)) return null;
  const isOriginal = claim.frequency !== '8';
  const isBilledNext = claim.laterClaims.some(({ state }) => isLive(state));
  const canBillNext = isOriginal && claim.nextCoverages.length > 0 && !isBilledNext;
  return (
    <>
      {canBillNext && (
        <Button onPress={() => onChoose('billNext')}>Bill the next insurance…</Button>
      )}
      {claim.state === 'inBatch' && (
        <Button onPress={() => onChoose('withdraw')}>Never sent…</Button>
      )}
      {isOriginal && <Button onPress={() => onChoose('void')}>Void at the payer…</Button>}
      {isOriginal && <Button onPress={() => onChoose('replace')}>Replace…</Button>}
    </>
  );
}

function ClaimFacts({ claim }: { readonly claim: ClaimShown }) {
  const timeZone = useSite()?.timeZone;
  const { content } = claim;
  return (
    <Stack gap={5}>
      <OwnRecordSync entity="claims" id={claim.id} which={claim.controlNumber} />
      <KeyValueList
        layout="columns"
        entries={[
          {
            key: 'state',
            label: 'State',
            value: (
              <Badge tone={claimStateTones[claim.state]}>{claimStateWords[claim.state]}</Badge>
            ),
          },
          {
            key: 'patient',
            label: 'Patient',
            value: <span dir="auto">{claim.patientName}</span>,
          },
          { key: 'served', label: 'Day of service', value: formatCivilDate(claim.servedOn) },
          { key: 'payer', label: 'Payer', value: <span dir="auto">{claim.payerName}</span> },
          { key: 'kind', label: 'Kind', value: frequencyWords[claim.frequency] },
          { key: 'total', label: 'Total', value: moneyInWords(claim.totalCents) },
          {
            key: 'rendering',
            label: 'Rendered by',
            value: `${content.rendering.last}, ${content.rendering.first}`,
          },
          { key: 'place', label: 'Place of service', value: content.placeOfService },
          {
            key: 'diagnoses',
            label: 'Diagnoses',
            value: content.diagnoses.join(', '),
          },
          ...claim.laterClaims.map(({ id, controlNumber, payerName, state }) => ({
            key: id,
            label: 'Then billed to',
            value: `${apart(payerName)}, claim ${controlNumber}: ${claimStateWords[state]}`,
          })),
        ]}
      />
      <ClaimLines claim={content} />
      {claim.events.length > 0 && (
        <Timeline
          label="What became of it"
          entries={claim.events.map((event) => ({
            key: `${event.kind} ${event.recordedAt}`,
            date: formatInstant(event.recordedAt, timeZone),
            title: claimStateWords[event.kind],
            meta: event.recordedByName,
            content: (
              <>
                {event.reasons.map((reason) => (
                  <p key={reason}>{reason}</p>
                ))}
                {event.payerReference !== null && <p>Payer’s number: {event.payerReference}</p>}
              </>
            ),
          }))}
        />
      )}
    </Stack>
  );
}
