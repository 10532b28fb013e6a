import { useEffect, useState } from 'react';
import type { AssessmentContent, WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { RecordedAssessment } from '../../shared/assessments/contract.ts';
import type { AssessmentField } from '../../shared/assessments/assessment-entry.ts';
import { assessmentProblemsOf } from '../../shared/assessments/read-assessment.ts';
import { unusualSizes } from '../../shared/assessments/unusual-size.ts';
import type { ReplyOf } from '../client/use-operation.ts';
import type { FieldProblem } from '../../shared/base/result.ts';
import { leaveTo } from '../leave-to.ts';
import { announce } from '../ui/announce.ts';
import { sizeInWords } from './assessment-words.ts';
import { useAssessmentsOnScreen } from './assessments-store.ts';
import type { useAssessmentDraft } from './use-assessment-draft.ts';
import type { NewPhotos } from '../photos/NewPhotosPanel.tsx';
import type { AssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

type SaveReply = ReplyOf<'assessments.record'> | ReplyOf<'assessments.correct'>;
export type SaveFailure = Extract<SaveReply, { readonly ok: false }>['failure'];

/** A refusal of any command that carries the content of an assessment. */
type ContentFailure = {
  readonly code: string;
  readonly message: string;
  readonly fields?: readonly FieldProblem[] | undefined;
};

/** What is about to be saved, and what about it somebody should look at twice. */
export type AskedAssessment = {
  readonly content: AssessmentContent;
  readonly unusual: readonly string[];
};

type Sent = AssessmentContent & {
  readonly confirmedUnusual: boolean;
  readonly commandId: string;
};

type Saving = {
  readonly scene: AssessmentScene;
  readonly model: AssessmentForm;
  readonly drafts: ReturnType<typeof useAssessmentDraft>;
  /** Photos that are saved with it. */
  readonly photos?: NewPhotos | undefined;
  readonly send: (content: Sent) => Promise<SaveReply>;
  /** True when it has shown the refusal itself. */
  readonly onRefused?: ((failure: SaveFailure) => boolean) | undefined;
};

export type SavingAssessment = ReturnType<typeof useSaveAssessment>;

/** Where a refusal belongs that names no field itself. */
const FIELD_OF_CODE: Readonly<Record<string, AssessmentField>> = {
  ImpossibleDate: 'assessedOn',
  StageNotAllowed: 'pressureStage',
  IncompleteSize: 'method',
  TissueNotWhole: 'tissue',
  UnknownCode: 'infection',
};

const NOT_SAVED = 'It could not be saved. What you typed is still here; please try again.';

/** Shows why a save was refused at the fields it concerns; answers what is left to say, or null. */
export function placeAssessmentFailure(
  failure: ContentFailure,
  model: AssessmentForm,
): string | null {
  const field = FIELD_OF_CODE[failure.code];
  const problems =
    field === undefined
      ? assessmentProblemsOf(failure.fields ?? [])
      : [{ field, problem: failure.message }];
  if (problems.length === 0) return failure.message;
  model.showProblems(problems);
  return 'Nothing is saved yet: please look at what is marked.';
}

/** The wound's screen says that it is saved, and a screen reader does. */
function tellSaved(
  saved: WoundAssessment | RecordedAssessment,
  { wound, patient }: AssessmentScene,
): void {
  const leftOut = 'photosLeftOut' in saved ? saved.photosLeftOut : [];
  const photosLeftOut = leftOut.map(({ message }) => message);
  useAssessmentsOnScreen.setState({ justSaved: saved, photosLeftOut });
  const size = sizeInWords(saved);
  announce(
    `Saved on this computer: assessment of wound ${wound.woundNumber}${size && `, ${size}`}, for ${patient.lastName}, ${patient.firstName}`,
  );
}

function forgetSaved(): void {
  useAssessmentsOnScreen.setState({ continuing: null, justSaved: null, photosLeftOut: [] });
}

/** Checks, asks for the patient once more, and saves. A refusal leaves everything as typed. */
export function useSaveAssessment(saving: Saving) {
  const { scene, model, drafts, photos, send, onRefused } = saving;
  const [asking, setAsking] = useState<AskedAssessment | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(forgetSaved, []);

  function ask(): void {
    if (asking !== null) return;
    setTries(tries + 1);
    const content = model.check();
    const problem = content === null ? null : (photos?.problem() ?? null);
    setNotice(problem);
    if (problem === null) setAsking(content && { content, unusual: unusualSizes(content) });
  }
  async function sendOnce({ content, unusual }: AskedAssessment): Promise<void> {
    const commandId = await drafts.beginSave();
    const reply = await send({ ...content, confirmedUnusual: unusual.length > 0, commandId });
    if (reply.ok) {
      tellSaved(reply.value, scene);
      void drafts.keeper.finish();
      photos?.forget();
      setAsking(null);
      leaveTo({ screen: 'wound', patientId: scene.patient.id, woundId: scene.wound.id });
      return;
    }
    const { failure } = reply;
    if (failure.code === 'UnusualSize') {
      setAsking({ content, unusual: failure.details.problems });
      return;
    }
    setAsking(null);
    if (failure.code === 'PhotoRefused') photos?.refuse(failure.details.digest, failure.message);
    if (onRefused?.(failure) !== true) setNotice(placeAssessmentFailure(failure, model));
  }
  async function save(): Promise<void> {
    if (asking === null || isSaving) return;
    setSaving(true);
    await sendOnce(asking).catch(() => {
      setAsking(null);
      setNotice(NOT_SAVED);
    });
    setSaving(false);
  }
  const cancel = () => setAsking(null);
  // Shown anew with each try, even where it says the same.
  return { ask, save, cancel, asking, isSaving, notice, noticeKey: tries };
}
