import { useEffect } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { RecordOutcome, SignNow, useRecordActions } from '../signing/RecordActionsPanel.tsx';
import { formatQuantity, formatTimeOfDay } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { sizeInWords } from './assessment-words.ts';
import { useAssessmentsOnScreen } from './assessments-store.ts';
import { signableAssessment } from './signable-assessment.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

export type JustAssessedPanelProps = Pick<AssessmentScene, 'patient' | 'wound' | 'timeZone'> & {
  /** All of the wound, to tell where the saved one stands by now. */
  readonly assessments: readonly WoundAssessment[];
};

type SavedProps = Omit<JustAssessedPanelProps, 'assessments'> & { readonly saved: WoundAssessment };

function PhotosLeftOut() {
  const leftOut = useAssessmentsOnScreen(({ photosLeftOut }) => photosLeftOut);
  if (leftOut.length === 0) return null;
  return (
    <InlineMessage
      tone="caution"
      title={`${formatQuantity(leftOut.length, 'photo')} could not be saved with it`}
    >
      {[...new Set(leftOut)].join(' ')}
    </InlineMessage>
  );
}

function JustAssessed({ saved, timeZone, ...of }: SavedProps) {
  const acting = useRecordActions(signableAssessment(saved, of));
  const size = sizeInWords(saved);
  if (acting.told === 'signed') return <RecordOutcome acting={acting} />;
  return (
    <>
      <RecordOutcome acting={acting} />
      <PhotosLeftOut />
      <InlineMessage
        tone="success"
        title={`Saved on this computer · ${formatTimeOfDay(saved.updatedAt, timeZone)}`}
        actions={<SignNow acting={acting} />}
      >
        Assessment{size && `, ${size}`}
        {saved.photoCount > 0 && ` · ${formatQuantity(saved.photoCount, 'photo')}`}
        {saved.version > 1 && ' · corrected'}
        {saved.signedAt === null && ' · not signed yet'}
      </InlineMessage>
    </>
  );
}

/** Says that the last save of an assessment succeeded, until another wound or form is opened. */
export function JustAssessedPanel({ assessments, ...of }: JustAssessedPanelProps) {
  const justSaved = useAssessmentsOnScreen((screen) => screen.justSaved);
  const saved = assessments.find(({ id }) => id === justSaved?.id) ?? justSaved;
  const isOver = saved !== null && (saved.woundId !== of.wound.id || saved.voidedAt !== null);
  useEffect(() => {
    if (isOver) useAssessmentsOnScreen.setState({ justSaved: null, photosLeftOut: [] });
  }, [isOver]);
  if (saved === null || isOver) return null;
  return <JustAssessed key={saved.id} saved={saved} {...of} />;
}
