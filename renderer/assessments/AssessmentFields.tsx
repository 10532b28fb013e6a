import type { ReactNode } from 'react';
import { timeOfDayAt } from '../../shared/base/local-instant.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { formatDayInWords } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { BedEntry, StageEntry } from './BedEntry.tsx';
import { BwatEntry } from './BwatEntry.tsx';
import { FIELD_LABELS } from './assessment-words.ts';
import { InfectionEntry } from './InfectionEntry.tsx';
import { LiveScores } from './LiveScores.tsx';
import { SizeEntry } from './SizeEntry.tsx';
import { TimeField } from '../ui/TimeField.tsx';
import type { AssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

type FieldsProps = { readonly model: AssessmentForm; readonly scene: AssessmentScene };

function When({ model, scene }: FieldsProps) {
  const { entry, change, problems } = model;
  return (
    <div className="when-entry">
      <div data-field="assessedOn">
        <DateField
          label={FIELD_LABELS.assessedOn}
          isRequired
          max={scene.today}
          value={entry.assessedOn}
          error={problems.assessedOn}
          description={entry.assessedOn === '' ? undefined : formatDayInWords(entry.assessedOn)}
          onChange={(day) => change('assessedOn', day)}
        />
      </div>
      <div data-field="assessedTime" className="when-entry__time">
        <TimeField
          label={FIELD_LABELS.assessedTime}
          value={entry.assessedTime}
          error={problems.assessedTime}
          description="If it was noted"
          onChange={(time) => change('assessedTime', time)}
        />
        {entry.assessedOn === scene.today && (
          <Button
            variant="quiet"
            onPress={() => change('assessedTime', timeOfDayAt(new Date(), scene.timeZone))}
          >
            Now
          </Button>
        )}
      </div>
    </div>
  );
}

function Reason({ model }: Pick<FieldsProps, 'model'>) {
  return (
    <div data-field="reason">
      <TextAreaField
        label={FIELD_LABELS.reason}
        isRequired
        rows={1}
        value={model.entry.reason}
        error={model.problems.reason}
        description="What stood before stays readable, with this reason."
        onChange={(text) => model.change('reason', text.replaceAll(/[\r\n]+/g, ' '))}
      />
    </div>
  );
}

function Notes({ model }: Pick<FieldsProps, 'model'>) {
  return (
    <div data-field="notes">
      <TextAreaField
        label={FIELD_LABELS.notes}
        rows={3}
        value={model.entry.notes}
        error={model.problems.notes}
        onChange={(text) => model.change('notes', text)}
      />
    </div>
  );
}

export type AssessmentFieldsProps = FieldsProps & {
  /** What the form is for. */
  readonly heading: string;
  /** Photos that are taken with it, where it takes any. */
  readonly photos?: ReactNode;
};

/** Everything that is said of how a wound looks, with what follows from it beside. */
export function AssessmentFields({ model, scene, heading, photos }: AssessmentFieldsProps) {
  return (
    <Grid hasAside>
      <Stack>
        <Panel heading={heading}>
          <Stack>
            {scene.correcting !== null && <Reason model={model} />}
            <When model={model} scene={scene} />
          </Stack>
        </Panel>
        {photos}
        <Panel heading="Size">
          <SizeEntry model={model} scene={scene} />
        </Panel>
        <Panel heading="Wound bed">
          <Stack>
            {scene.wound.etiology === 'pressure' && <StageEntry model={model} scene={scene} />}
            <BedEntry model={model} />
            <InfectionEntry model={model} />
          </Stack>
        </Panel>
        <Panel heading="More">
          <Stack>
            <Notes model={model} />
            <BwatEntry model={model} />
          </Stack>
        </Panel>
      </Stack>
      <LiveScores model={model} scene={scene} />
    </Grid>
  );
}
