import { useState } from 'react';
import { documentsIn } from '../../shared/documents/draft-document.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { amendmentIn, emptyAmendment } from '../../shared/signing/amendment-draft.ts';
import { newestCorrection } from '../../shared/signing/amendment-order.ts';
import { fromDraftContent } from '../../shared/treatments/treatment-draft.ts';
import { entryOfRecord } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { DraftOfferPanel } from '../drafts/DraftOfferPanel.tsx';
import { leaveTo } from '../leave-to.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type AmendmentStart, AmendTreatmentForm } from './AmendTreatmentForm.tsx';
import { continueDraftOf, useTreatmentsOnScreen } from './treatments-store.ts';
import type { TreatmentScene } from './use-treatment-form.ts';
import { useTreatmentRecord } from './use-treatment-record.ts';
import { useTreatmentScene } from './use-treatment-scene.ts';

export type AmendTreatmentScreenProps = {
  readonly patientId: string;
  readonly treatmentRecordId: string;
};

type History = OutputOf<'signing.history'>;

function startFrom(record: TreatmentRecord, { amendments }: History): AmendmentStart {
  const base = entryOfRecord(record);
  const supersedes = newestCorrection(amendments)?.id ?? null;
  return {
    amendment: emptyAmendment,
    entry: base,
    base,
    supersedes,
    continued: null,
    documents: [],
  };
}

function startFromDraft(draft: Draft, record: TreatmentRecord, history: History): AmendmentStart {
  const { entry, correcting } = fromDraftContent(draft.content);
  const { entry: amendment, supersedes } = amendmentIn(draft.content);
  const { base } = correcting ?? startFrom(record, history);
  const documents = documentsIn(draft.content);
  return { amendment, entry, base, supersedes, continued: draft, documents };
}

type NotAmendableProps = AmendTreatmentScreenProps & { readonly record: TreatmentRecord | null };

/** Only a signed record is amended. */
function NotAmendable({ record, ...place }: NotAmendableProps) {
  const words =
    record === null
      ? 'This treatment record is not in the chart'
      : record.voidedAt !== null
        ? 'This record is voided and cannot be amended'
        : 'This record is not signed yet: it is corrected, not amended';
  return (
    <InlineMessage
      tone="caution"
      title={words}
      actions={
        <Button
          onPress={() =>
            leaveTo(
              record === null
                ? { screen: 'chart', patientId: place.patientId }
                : { screen: 'treatmentRecord', ...place },
            )
          }
        >
          Go back
        </Button>
      }
    />
  );
}

type WaitingDraftProps = AmendTreatmentScreenProps & {
  readonly draft: Draft;
  readonly scene: TreatmentScene;
  readonly onStart: (draft: Draft | null) => void;
};

/** An amendment that was being typed, of this record or of another of this patient. */
function WaitingDraft({ draft, scene, onStart, ...place }: WaitingDraftProps) {
  const go = useNavigation((navigation) => navigation.go);
  const draftOf = fromDraftContent(draft.content).correcting?.treatmentRecordId;
  const isOther = draftOf !== undefined && draftOf !== place.treatmentRecordId;
  function resume(): void {
    if (!isOther) return onStart(draft);
    continueDraftOf(place.patientId);
    go({ screen: 'amendTreatment', patientId: place.patientId, treatmentRecordId: draftOf });
  }
  return (
    <Stack gap={5}>
      <PatientIdentityPanel {...scene} isPageTitle isSticky />
      <DraftOfferPanel
        {...scene}
        draft={draft}
        doing={isOther ? 'amending another treatment' : 'amending this treatment'}
        onContinue={resume}
        onDiscarded={() => onStart(null)}
      />
      <div>
        <Button onPress={() => leaveTo({ screen: 'treatmentRecord', ...place })}>
          Back to record
        </Button>
      </div>
    </Stack>
  );
}

/** Amends a signed treatment. An amendment that was being typed is offered before the form opens. */
export function AmendTreatmentScreen(place: AmendTreatmentScreenProps) {
  const { patientId, treatmentRecordId } = place;
  const { record, list, isMissing } = useTreatmentRecord(patientId, treatmentRecordId);
  const { chart, scene } = useTreatmentScene(patientId, record);
  const history = useOperation('signing.history', { kind: 'treatment', id: treatmentRecordId });
  const continuing = useTreatmentsOnScreen((screen) => screen.continuing);
  const offer = useOperation('drafts.offer', { form: 'amendTreatment', patientId });
  const [start, setStart] = useState<AmendmentStart | null>(null);

  if (start !== null && scene !== null && record !== null && history.data !== undefined)
    return <AmendTreatmentForm {...{ scene, record, start }} history={history.data} />;
  if (isMissing) return <NotAmendable {...place} record={null} />;
  const failed = [chart, offer, list, history].find((query) => query.error !== null) ?? chart;
  const isRead =
    chart.isFetchedAfterMount && offer.isFetchedAfterMount && history.isFetchedAfterMount;
  if (!isRead || scene === null || record === null || !offer.isSuccess || !history.isSuccess)
    return <QueryNotice query={failed} what="Treatment record" />;
  if (record.signedAt === null || record.voidedAt !== null)
    return <NotAmendable {...place} record={record} />;
  const begin = (draft: Draft | null) =>
    setStart(
      draft === null
        ? startFrom(record, history.data)
        : startFromDraft(draft, record, history.data),
    );
  const draft = offer.data;
  const draftOf = draft && fromDraftContent(draft.content).correcting?.treatmentRecordId;
  if (draft === null || (continuing === patientId && draftOf === treatmentRecordId)) {
    begin(draft);
    return null;
  }
  return <WaitingDraft {...place} draft={draft} scene={scene} onStart={begin} />;
}
