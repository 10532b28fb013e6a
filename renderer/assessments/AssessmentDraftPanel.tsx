import { fromAssessmentDraft } from '../../shared/assessments/assessment-draft.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { DraftOfferPanel } from '../drafts/DraftOfferPanel.tsx';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { continueAssessmentOf } from './assessments-store.ts';

export type AssessmentDraftPanelProps = {
  readonly patientId: string;
  readonly today: string;
  readonly timeZone: string;
};

type ChangeOfferProps = Omit<AssessmentDraftPanelProps, 'patientId'> & {
  readonly draft: Draft;
  readonly screen: 'correctAssessment' | 'amendAssessment';
};

const DOING = { correctAssessment: 'correcting', amendAssessment: 'amending' } as const;

/** A change of a saved assessment that was being typed. */
function ChangeOffer({ draft, screen, ...site }: ChangeOfferProps) {
  const go = useNavigation((navigation) => navigation.go);
  const { woundId, correcting } = fromAssessmentDraft(draft.content);
  if (woundId === null || correcting === null) return null;
  const { patientId } = draft;
  const { assessmentId } = correcting;
  return (
    <DraftOfferPanel
      {...site}
      draft={draft}
      doing={`${DOING[screen]} an assessment of this patient`}
      onContinue={() => {
        continueAssessmentOf(woundId);
        go({ screen, patientId, woundId, assessmentId });
      }}
    />
  );
}

/** What is kept of a form, or null; asked only where something is. */
function useDraft(form: Draft['form'], patientId: string, isKept: boolean): Draft | null {
  const offer = useOperation('drafts.offer', { form, patientId }, { enabled: isKept });
  return isKept ? (offer.data ?? null) : null;
}

/** Offers what was being typed about a wound of this patient, if anything was. */
export function AssessmentDraftPanel({ patientId, ...site }: AssessmentDraftPanelProps) {
  const go = useNavigation((navigation) => navigation.go);
  // One question for all three forms; what was typed is read only where there is something.
  const own = useOperation('drafts.list', {}, { enabled: useMay('treatments.write') });
  const isKept = (form: Draft['form']) =>
    own.data?.some((each) => each.form === form && each.patientId === patientId) ?? false;
  const recording = useDraft('recordAssessment', patientId, isKept('recordAssessment'));
  const correcting = useDraft('correctAssessment', patientId, isKept('correctAssessment'));
  const amending = useDraft('amendAssessment', patientId, isKept('amendAssessment'));
  const recorded = recording && fromAssessmentDraft(recording.content).woundId;
  return (
    <>
      {recording && recorded && (
        <DraftOfferPanel
          {...site}
          draft={recording}
          doing="assessing a wound of this patient"
          onContinue={() => {
            continueAssessmentOf(recorded);
            go({ screen: 'recordAssessment', patientId, woundId: recorded });
          }}
        />
      )}
      {correcting && <ChangeOffer {...site} draft={correcting} screen="correctAssessment" />}
      {amending && <ChangeOffer {...site} draft={amending} screen="amendAssessment" />}
    </>
  );
}
