import { fromDraftContent } from '../../shared/treatments/treatment-draft.ts';
import { useOperation } from '../client/use-operation.ts';
import { DraftOfferPanel } from '../drafts/DraftOfferPanel.tsx';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { continueDraftOf } from './treatments-store.ts';

export type TreatmentDraftPanelProps = {
  readonly patientId: string;
  readonly today: string;
  readonly timeZone: string;
};

/** Offers what was being typed about a treatment of this patient, if anything was. */
export function TreatmentDraftPanel({ patientId, ...site }: TreatmentDraftPanelProps) {
  const enabled = useMay('treatments.write');
  const go = useNavigation((navigation) => navigation.go);
  const recording = useOperation(
    'drafts.offer',
    { form: 'recordTreatment', patientId },
    { enabled },
  );
  const correcting = useOperation(
    'drafts.offer',
    { form: 'correctTreatment', patientId },
    { enabled },
  );
  const amending = useOperation('drafts.offer', { form: 'amendTreatment', patientId }, { enabled });
  const amended =
    amending.data && fromDraftContent(amending.data.content).correcting?.treatmentRecordId;
  const corrected =
    correcting.data && fromDraftContent(correcting.data.content).correcting?.treatmentRecordId;
  return (
    <>
      {recording.data && (
        <DraftOfferPanel
          {...site}
          draft={recording.data}
          doing="logging a treatment for this patient"
          onContinue={() => {
            continueDraftOf(patientId);
            go({ screen: 'recordTreatment', patientId, repeat: false });
          }}
        />
      )}
      {correcting.data && corrected && (
        <DraftOfferPanel
          {...site}
          draft={correcting.data}
          doing="correcting a treatment of this patient"
          onContinue={() => {
            continueDraftOf(patientId);
            go({ screen: 'correctTreatment', patientId, treatmentRecordId: corrected });
          }}
        />
      )}
      {amending.data && amended && (
        <DraftOfferPanel
          {...site}
          draft={amending.data}
          doing="amending a treatment of this patient"
          onContinue={() => {
            continueDraftOf(patientId);
            go({ screen: 'amendTreatment', patientId, treatmentRecordId: amended });
          }}
        />
      )}
    </>
  );
}
