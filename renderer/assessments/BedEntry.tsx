import {
  exudateAmounts,
  exudateTypes,
  odourGrades,
  oedemaGrades,
  pressureStages,
} from '../../shared/assessments/assessment.ts';
import { stageWords } from '../../shared/assessments/pressure-stage.ts';
import { ChoiceBar } from './ChoiceBar.tsx';
import {
  EXUDATE_TYPE_WORDS,
  EXUDATE_WORDS,
  FIELD_LABELS,
  GRADE_WORDS,
} from './assessment-words.ts';
import { TissueEntry } from './TissueEntry.tsx';
import type { AssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

const AMOUNTS = exudateAmounts.map((key) => ({ key, title: EXUDATE_WORDS[key] }));
const KINDS = exudateTypes.map((key) => ({ key, title: EXUDATE_TYPE_WORDS[key] }));
const OEDEMA = oedemaGrades.map((key) => ({ key, title: GRADE_WORDS[key] }));
const ODOUR = odourGrades.map((key) => ({ key, title: GRADE_WORDS[key] }));
const PAIN = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'].map((key) => ({
  key,
  title: key,
}));
const STAGES = pressureStages.map((key) => ({ key, title: stageWords[key] }));

type EntryProps = { readonly model: AssessmentForm };

type GradeProps<Key extends string> = EntryProps & {
  readonly field: 'exudateAmount' | 'exudateType' | 'oedema' | 'odour';
  readonly choices: readonly { readonly key: Key; readonly title: string }[];
  readonly value: Key | null;
  readonly onChange: (value: Key | null) => void;
};

function Grade<Key extends string>({ model, field, choices, value, onChange }: GradeProps<Key>) {
  return (
    <div data-field={field}>
      <ChoiceBar
        label={FIELD_LABELS[field]}
        choices={choices}
        value={value}
        error={model.problems[field]}
        onChange={onChange}
        onClear={() => onChange(null)}
      />
    </div>
  );
}

/** The stage of a pressure injury, which is never lower than it was. */
export function StageEntry({ model, scene }: EntryProps & { readonly scene: AssessmentScene }) {
  const { entry, change, problems } = model;
  return (
    <div data-field="pressureStage">
      <ChoiceBar
        label={FIELD_LABELS.pressureStage}
        description={
          scene.keptStage === null
            ? 'By the deepest tissue seen. Unstageable while slough or eschar hides it.'
            : `So far ${stageWords[scene.keptStage]}. A healing injury keeps its stage.`
        }
        choices={STAGES}
        value={entry.pressureStage}
        error={problems.pressureStage}
        carried={model.isStageCarried ? { onConfirm: model.confirmStage } : undefined}
        onChange={(stage) => change('pressureStage', stage)}
        onClear={() => change('pressureStage', null)}
      />
    </div>
  );
}

/** What the wound bed and the skin around it look like. */
export function BedEntry({ model }: EntryProps) {
  const { entry, change } = model;
  return (
    <div className="assessment-fields">
      <TissueEntry model={model} />
      <div className="assessment-fields__line">
        <Grade
          model={model}
          field="exudateAmount"
          choices={AMOUNTS}
          value={entry.exudateAmount}
          onChange={(amount) => change('exudateAmount', amount)}
        />
        {entry.exudateAmount !== 'none' && (
          <Grade
            model={model}
            field="exudateType"
            choices={KINDS}
            value={entry.exudateType}
            onChange={(kind) => change('exudateType', kind)}
          />
        )}
        <Grade
          model={model}
          field="odour"
          choices={ODOUR}
          value={entry.odour}
          onChange={(odour) => change('odour', odour)}
        />
        <Grade
          model={model}
          field="oedema"
          choices={OEDEMA}
          value={entry.oedema}
          onChange={(oedema) => change('oedema', oedema)}
        />
      </div>
      <div data-field="painScore">
        <ChoiceBar
          label={FIELD_LABELS.painScore}
          description="As the patient says: 0 is none, 10 the worst there could be."
          choices={PAIN}
          value={entry.painScore === null ? null : String(entry.painScore)}
          error={model.problems.painScore}
          onChange={(score) => change('painScore', Number(score))}
          onClear={() => change('painScore', null)}
        />
      </div>
    </div>
  );
}
