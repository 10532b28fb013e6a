import { useState } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import {
  type AssessmentEntry,
  entryOfAssessment,
} from '../../shared/assessments/assessment-entry.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { AssessmentFormView } from './AssessmentFormView.tsx';
import { type Merge, MergedEntry } from './MergedEntry.tsx';
import { differingIn, mergeEntries } from './merge-entries.ts';
import { useAssessmentDraft } from './use-assessment-draft.ts';
import { useAssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';
import { useSaveAssessment } from './use-save-assessment.ts';

/** What the form opens with: the saved assessment, or a correction of it that was being typed. */
export type CorrectionStart = {
  readonly entry: AssessmentEntry;
  /** What stood in the version that was seen. */
  readonly base: AssessmentEntry;
  readonly seen: number;
  readonly continued: Draft | null;
  readonly attemptId: string | null;
};

type FormProps = {
  readonly scene: AssessmentScene;
  /** As it is saved now. */
  readonly assessment: WoundAssessment;
  readonly start: CorrectionStart;
};

/** The version that is corrected, put together with one that somebody saved meanwhile. */
function useSeenVersion({ scene, assessment, start }: FormProps) {
  const isOld = start.continued !== null && start.seen !== assessment.version;
  const entryOf = (saved: WoundAssessment) => entryOfAssessment(saved, scene.timeZone);
  const newerAtOnce = isOld ? entryOf(assessment) : null;
  const [opened] = useState(() => {
    if (newerAtOnce === null) return { entry: start.entry, merge: null };
    const merge = mergeEntries({ base: start.base, typed: start.entry, current: newerAtOnce });
    return { entry: merge.merged, merge: { ...merge, current: newerAtOnce } };
  });
  const [merge, setMerge] = useState<Merge | null>(opened.merge);
  const [seen, setSeen] = useState(
    newerAtOnce === null
      ? { version: start.seen, base: start.base }
      : { version: assessment.version, base: newerAtOnce },
  );
  function rebase(typed: AssessmentEntry, newer: WoundAssessment): AssessmentEntry {
    const current = entryOf(newer);
    const result = mergeEntries({ base: seen.base, typed, current });
    setMerge({ ...result, current });
    setSeen({ version: newer.version, base: current });
    return result.merged;
  }
  return { opened: opened.entry, seen, merge, rebase, settle: () => setMerge(null) };
}

/** The form that corrects an unsigned assessment, with a reason; what stood before is kept. */
export function CorrectAssessmentForm(props: FormProps) {
  const { scene, assessment, start } = props;
  const { opened, seen, merge, rebase, settle } = useSeenVersion(props);
  const model = useAssessmentForm({ entry: opened, isStageCarried: false }, scene);
  const isChanged = model.entry.reason !== '' || differingIn(seen.base, model.entry).length > 0;
  const drafts = useAssessmentDraft(
    {
      key: { form: 'correctAssessment', patientId: scene.patient.id },
      continued: start.continued,
      now: {
        woundId: scene.wound.id,
        entry: model.entry,
        isStageCarried: false,
        correcting: { assessmentId: assessment.id, seen: seen.version, base: seen.base },
      },
      isTyped: start.continued !== null || isChanged,
    },
    start.attemptId,
  );
  const correct = useChange('assessments.correct');
  const saving = useSaveAssessment({
    scene,
    model,
    drafts,
    send: (content) =>
      correct.mutateAsync({
        assessmentId: assessment.id,
        seen: seen.version,
        reason: model.entry.reason,
        ...content,
      }),
    onRefused(failure) {
      if (failure.code !== 'Stale') return false;
      model.replace(rebase(model.entry, failure.details));
      return true;
    },
  });
  return (
    <AssessmentFormView
      model={model}
      scene={scene}
      saving={saving}
      keeper={drafts.keeper}
      saveLabel="Save correction"
      above={merge !== null && <MergedEntry merge={merge} model={model} onSettled={settle} />}
    />
  );
}
