import { useId, useState } from 'react';
import type { AssessmentContent } from '../../shared/assessments/assessment.ts';
import {
  type AssessmentEntry,
  type AssessmentField,
  assessmentEntryFields,
  withUnit,
} from '../../shared/assessments/assessment-entry.ts';
import {
  type AssessmentContext,
  type AssessmentProblem,
  readAssessment,
} from '../../shared/assessments/read-assessment.ts';
import type { LengthUnit } from '../../shared/base/size-words.ts';
import { problemSentence } from '../form-problems.ts';
import { FIELD_LABELS } from './assessment-words.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

export type AssessmentFormStart = {
  readonly entry: AssessmentEntry;
  /** Whether the stage was taken over and still waits for somebody to confirm it. */
  readonly isStageCarried: boolean;
};

export type AssessmentForm = ReturnType<typeof useAssessmentForm>;

type Problems = Readonly<Partial<Record<AssessmentField, string>>>;

/** At which field the problem of another one is shown, and goes away when it is typed in. */
const SHOWN_AT: Readonly<Partial<Record<AssessmentField, AssessmentField>>> = {
  epithelial: 'tissue',
  granulation: 'tissue',
  slough: 'tissue',
  necrotic: 'tissue',
  infectionSigns: 'infection',
};

const SIZES: readonly AssessmentField[] = ['method', 'length', 'width', 'tracedArea'];

/** What bounds an assessment of this wound. */
export function contextOf(scene: AssessmentScene): AssessmentContext {
  const { wound, patient, today, timeZone } = scene;
  return {
    careBeganOn: wound.episodes.at(-1)?.startedOn ?? wound.statusOn,
    deceasedOn: patient.deceasedOn,
    today,
    timeZone,
    needsReason: scene.correcting !== null,
    isPressureInjury: wound.etiology === 'pressure',
  };
}

/** Moves focus to the control of a field, opening what it is folded in. */
export function focusAssessmentField(screenId: string, field: AssessmentField): void {
  const screen = document.getElementById(screenId);
  const slot = screen?.querySelector<HTMLElement>(`[data-field="${field}"]`);
  if (slot instanceof HTMLDetailsElement) slot.open = true;
  slot
    ?.querySelector<HTMLElement>('input[type="radio"]:checked, input, textarea, select, button')
    ?.focus();
}

/** What is wrong with an entry, a stage that nobody confirmed among it, in the order of the form. */
function problemsOf(
  reading: ReturnType<typeof readAssessment>,
  isStageCarried: boolean,
): readonly AssessmentProblem[] {
  const carried: readonly AssessmentProblem[] = isStageCarried
    ? [{ field: 'pressureStage', problem: 'Confirm the stage, or choose another.' }]
    : [];
  const found = [...(reading.ok ? [] : reading.problems), ...carried];
  return assessmentEntryFields.flatMap((field) => found.filter((each) => each.field === field));
}

/** The problems without those that a change of this field may have settled. */
function without(problems: Problems, field: keyof AssessmentEntry): Problems {
  const shownAt = SHOWN_AT[field] ?? field;
  const settled = SIZES.includes(shownAt) ? SIZES : [shownAt];
  return Object.fromEntries(
    Object.entries(problems).filter(([each]) => !settled.some((own) => own === each)),
  );
}

/** The fields of an assessment, what is carried among them, and the check before saving. */
export function useAssessmentForm(start: AssessmentFormStart, scene: AssessmentScene) {
  const screenId = useId();
  const [entry, setEntry] = useState(start.entry);
  const [isStageCarried, setStageCarried] = useState(start.isStageCarried);
  const [problems, setProblems] = useState<Problems>({});

  function change<Field extends keyof AssessmentEntry>(
    field: Field,
    value: AssessmentEntry[Field],
  ): void {
    setEntry((before) => ({ ...before, [field]: value }));
    if (field === 'pressureStage') setStageCarried(false);
    setProblems((before) => without(before, field));
  }
  function showProblems(found: readonly AssessmentProblem[]): void {
    setProblems(
      Object.fromEntries(
        found.map(({ field, problem }) => [field, problemSentence(FIELD_LABELS[field], problem)]),
      ),
    );
    const [first] = found;
    // What a choice brings to light is drawn first.
    if (first !== undefined) setTimeout(() => focusAssessmentField(screenId, first.field));
  }
  /** What to save; null after pointing at the first field that still needs a person. */
  function check(): AssessmentContent | null {
    const reading = readAssessment(entry, contextOf(scene));
    const found = problemsOf(reading, isStageCarried);
    showProblems(found);
    return reading.ok && found.length === 0 ? reading.value : null;
  }
  return {
    screenId,
    entry,
    problems,
    isStageCarried,
    change,
    changeUnit: (unit: LengthUnit) => setEntry((before) => withUnit(before, unit)),
    replace: setEntry,
    confirmStage: () => {
      setStageCarried(false);
      setProblems(({ pressureStage: _confirmed, ...rest }) => rest);
    },
    check,
    showProblems,
  };
}
