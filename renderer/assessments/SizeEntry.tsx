import { measuringMethods } from '../../shared/assessments/assessment.ts';
import { areaOf } from '../../shared/assessments/area.ts';
import {
  measuredIn,
  type SizeField,
  sizeFields,
} from '../../shared/assessments/assessment-entry.ts';
import {
  areaAsTyped,
  areaInWords,
  type LengthUnit,
  lengthInWords,
} from '../../shared/base/size-words.ts';
import { MeasuredAreasPanel } from '../photos/MeasuredAreasPanel.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ChoiceBar } from './ChoiceBar.tsx';
import { ClockEntries } from './ClockEntries.tsx';
import { FIELD_LABELS, METHOD_DETAILS, METHOD_WORDS } from './assessment-words.ts';
import type { AssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

const METHODS = measuringMethods.map((key) => ({
  key,
  title: METHOD_WORDS[key],
  detail: METHOD_DETAILS[key],
}));

const UNITS: readonly { readonly key: LengthUnit; readonly title: string }[] = [
  { key: 'cm', title: 'cm' },
  { key: 'mm', title: 'mm' },
];

type SizeEntryProps = { readonly model: AssessmentForm; readonly scene: AssessmentScene };

function Length({ model, scene, field }: SizeEntryProps & { readonly field: SizeField }) {
  const { entry, change, problems } = model;
  const before = scene.last?.[`${field}Mm`] ?? null;
  const lastTime =
    scene.last !== null &&
    (before === null ? 'Not measured last time' : `Last time ${lengthInWords(before)}`);
  return (
    <div data-field={field}>
      <TextField
        label={`${FIELD_LABELS[field]} (${entry.unit})`}
        inputMode="decimal"
        value={entry[field]}
        error={problems[field]}
        description={lastTime}
        onChange={(typed) => change(field, typed)}
      />
    </div>
  );
}

/** The area as it stands, or what it still needs. */
function LiveArea({ model }: Pick<SizeEntryProps, 'model'>) {
  const measured = measuredIn(model.entry);
  const areaMm2 = areaOf(measured);
  const isEstimate = measured.method === 'photo';
  return (
    <div className="live-area">
      <span className="live-area__label">Area{isEstimate && ', estimated'}</span>
      <output className="live-area__value" aria-live="polite">
        {areaMm2 === null ? '–' : areaInWords(areaMm2)}
      </output>
      {areaMm2 === 0 && <span className="live-area__note">Closed tissue</span>}
    </div>
  );
}

function Method({ model, scene }: SizeEntryProps) {
  const { entry, change, problems } = model;
  const before = scene.last?.method ?? null;
  const isOther = before !== null && entry.method !== null && entry.method !== before;
  return (
    <div data-field="method">
      <ChoiceBar
        label={FIELD_LABELS.method}
        choices={METHODS}
        value={entry.method}
        error={problems.method}
        description={
          before !== null &&
          (isOther
            ? `Last time: ${METHOD_WORDS[before].toLowerCase()}. Sizes by another way are not compared with it.`
            : `Last time: ${METHOD_WORDS[before].toLowerCase()}.`)
        }
        onChange={(method) => change('method', method)}
        onClear={() => change('method', null)}
      />
    </div>
  );
}

/** How large the wound is and how far it reaches under its edge. */
export function SizeEntry({ model, scene }: SizeEntryProps) {
  const { entry, change, problems } = model;
  return (
    <div className="assessment-fields">
      <div className="assessment-fields__line">
        <Method model={model} scene={scene} />
        <ChoiceBar
          label="Lengths in"
          choices={UNITS}
          value={entry.unit}
          onChange={(unit) => model.changeUnit(unit)}
        />
      </div>
      <div className="size-entry">
        {sizeFields.map((field) => (
          <Length key={field} model={model} scene={scene} field={field} />
        ))}
        <LiveArea model={model} />
      </div>
      {scene.correcting !== null && (
        <MeasuredAreasPanel
          assessment={scene.correcting}
          usedAreaMm2={measuredIn(entry).tracedAreaMm2}
          onUse={(areaMm2) => {
            change('method', 'photo');
            change('tracedArea', areaAsTyped(areaMm2));
          }}
        />
      )}
      {(entry.method === 'traced' || entry.method === 'photo') && (
        <div data-field="tracedArea" className="size-entry__traced">
          <TextField
            label={`${FIELD_LABELS.tracedArea} (cm²)`}
            inputMode="decimal"
            isRequired={entry.method === 'traced'}
            value={entry.tracedArea}
            error={problems.tracedArea}
            description="Of the outline. Without it, length times width counts."
            onChange={(typed) => change('tracedArea', typed)}
          />
        </div>
      )}
      {(['undermining', 'tunnelling'] as const).map((kind) => (
        <div key={kind} data-field={kind}>
          <ClockEntries
            kind={kind}
            label={FIELD_LABELS[kind]}
            unit={entry.unit}
            entries={entry[kind]}
            error={problems[kind]}
            onChange={(entries) => change(kind, entries)}
          />
        </div>
      ))}
    </div>
  );
}
