import { useState } from 'react';
import type { Draft } from '../../shared/drafts/contract.ts';
import { fromDraftContent } from '../../shared/treatments/treatment-draft.ts';
import { entryOfRecord } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { useOperation } from '../client/use-operation.ts';
import { DraftOfferPanel } from '../drafts/DraftOfferPanel.tsx';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type CorrectionStart, CorrectTreatmentForm } from './CorrectTreatmentForm.tsx';
import { leaveToChart } from './leave-form.ts';
import { continueDraftOf, useTreatmentsOnScreen } from './treatments-store.ts';
import { useTreatmentRecord } from './use-treatment-record.ts';
import { useTreatmentScene } from './use-treatment-scene.ts';

export type CorrectTreatmentScreenProps = {
  readonly patientId: string;
  readonly treatmentRecordId: string;
};

function startFrom(record: TreatmentRecord): CorrectionStart {
  const base = entryOfRecord(record);
  return { entry: base, base, seen: record.version, continued: null, attemptId: null };
}

function startFromDraft(draft: Draft, record: TreatmentRecord): CorrectionStart {
  const { entry, attemptId, correcting } = fromDraftContent(draft.content);
  const fresh = startFrom(record);
  return {
    entry,
    base: correcting?.base ?? fresh.base,
    seen: correcting?.seen ?? fresh.seen,
    continued: draft,
    attemptId,
  };
}

function GoneRecord({ patientId }: { readonly patientId: string }) {
  return (
    <InlineMessage
      tone="caution"
      title="This treatment record is not in the chart"
      actions={<Button onPress={() => leaveToChart(patientId)}>Back to chart</Button>}
    />
  );
}

/** Corrects a saved record. A correction that was being typed is offered before the form opens. */
export function CorrectTreatmentScreen(props: CorrectTreatmentScreenProps) {
  const { patientId, treatmentRecordId } = props;
  const { record, list, isMissing } = useTreatmentRecord(patientId, treatmentRecordId);
  const { chart, scene } = useTreatmentScene(patientId, record);
  const continuing = useTreatmentsOnScreen((screen) => screen.continuing);
  const offer = useOperation('drafts.offer', { form: 'correctTreatment', patientId });
  const [start, setStart] = useState<CorrectionStart | null>(null);
  const go = useNavigation((navigation) => navigation.go);

  if (start !== null && scene !== null && record !== null) {
    return <CorrectTreatmentForm scene={scene} record={record} start={start} />;
  }
  if (isMissing) return <GoneRecord patientId={patientId} />;
  const failed = [chart, offer, list].find((query) => query.error !== null) ?? chart;
  const isRead = chart.isFetchedAfterMount && offer.isFetchedAfterMount;
  if (!isRead || scene === null || record === null || offer.data === undefined) {
    return <QueryNotice query={failed} what="Treatment record" />;
  }
  const draft = offer.data;
  const draftOf = draft && fromDraftContent(draft.content).correcting?.treatmentRecordId;
  const isOfThis = draftOf === treatmentRecordId;
  const isContinuing = continuing === patientId;
  if (draft === null || draftOf === undefined || (isContinuing && isOfThis)) {
    setStart(draft === null ? startFrom(record) : startFromDraft(draft, record));
    return null;
  }
  function resume(waiting: Draft, of: TreatmentRecord) {
    if (isOfThis || draftOf === undefined || draftOf === null) {
      setStart(startFromDraft(waiting, of));
      return;
    }
    continueDraftOf(patientId);
    go({ screen: 'correctTreatment', patientId, treatmentRecordId: draftOf });
  }
  return (
    <Stack gap={5}>
      <PatientIdentityPanel {...scene} isPageTitle isSticky />
      <DraftOfferPanel
        {...scene}
        draft={draft}
        doing={isOfThis ? 'correcting this treatment' : 'correcting another treatment'}
        onContinue={() => resume(draft, record)}
        onDiscarded={() => setStart(startFrom(record))}
      />
      <div>
        <Button onPress={() => leaveToChart(patientId)}>Back to chart</Button>
      </div>
    </Stack>
  );
}
