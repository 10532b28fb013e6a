import { Plus, Trash2 } from 'lucide-react';
import { Controller, useController, useFieldArray } from 'react-hook-form';
import type { Protocol } from '../../shared/protocols/protocol.ts';
import { etiologies } from '../../shared/wounds/wound.ts';
import { FormNotice } from '../FormNotice.tsx';
import { problemSentence } from '../form-problems.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { newStep } from './protocol-entry.ts';
import { ETIOLOGY_WORDS } from './protocol-words.ts';
import { StepFields } from './StepFields.tsx';
import { type ProtocolFormControl, useProtocolForm } from './use-protocol-form.ts';

type InForm = { readonly control: ProtocolFormControl };

type TextOfProps = InForm & {
  readonly name: 'title' | 'source' | 'assessmentIntervalDays' | 'toleranceDays';
  readonly label: string;
  readonly description?: string;
  readonly isNumber?: boolean;
  readonly isOptional?: boolean;
};

function TextOf({ control, name, label, description, isNumber, isOptional }: TextOfProps) {
  return (
    <Controller
      name={name}
      control={control}
      render={({ field, fieldState }) => (
        <TextField
          label={label}
          description={description}
          isRequired={isOptional !== true}
          inputMode={isNumber === true ? 'numeric' : 'text'}
          {...field}
          error={problemSentence(label, fieldState.error?.message)}
        />
      )}
    />
  );
}

function EtiologiesField({ control }: InForm) {
  const { field, fieldState } = useController({ name: 'etiologies', control });
  const problem = fieldState.error?.message;
  return (
    <fieldset className="protocol-etiologies">
      <legend>For which wounds</legend>
      {problem !== undefined && (
        <p className="protocol-etiologies__problem" role="alert">
          {problem}
        </p>
      )}
      <Grid minColumnRem={12} gap={1}>
        {etiologies.map((etiology, index) => (
          <Checkbox
            key={etiology}
            label={ETIOLOGY_WORDS[etiology]}
            value={field.value.includes(etiology)}
            {...(index === 0 && { ref: field.ref })}
            onBlur={field.onBlur}
            onChange={(isChosen) =>
              field.onChange(
                etiologies.filter((each) =>
                  each === etiology ? isChosen : field.value.includes(each),
                ),
              )
            }
          />
        ))}
      </Grid>
    </fieldset>
  );
}

function StepsField({ control }: InForm) {
  const { fields, append, remove, move } = useFieldArray({ name: 'steps', control });
  return (
    <Stack>
      {fields.map(({ id }, index) => (
        <StepFields
          key={id}
          control={control}
          index={index}
          count={fields.length}
          onMove={(to) => move(index, to)}
          onRemove={() => remove(index)}
        />
      ))}
      <Row>
        <Button
          icon={Plus}
          onPress={() => append(newStep, { focusName: `steps.${fields.length}.instruction` })}
        >
          Add a step
        </Button>
      </Row>
    </Stack>
  );
}

const pointFields = [
  ['week', 'In week'],
  ['leastReductionPercent', 'Area smaller by at least … %'],
] as const;

function ReviewPointsField({ control }: InForm) {
  const { fields, append, remove } = useFieldArray({ name: 'reviewPoints', control });
  return (
    <Stack gap={3}>
      {fields.map(({ id }, index) => (
        <div key={id} className="protocol-point">
          {pointFields.map(([name, label]) => (
            <Controller
              key={name}
              name={`reviewPoints.${index}.${name}`}
              control={control}
              render={({ field, fieldState }) => (
                <TextField
                  label={label}
                  isRequired
                  inputMode="numeric"
                  {...field}
                  error={problemSentence('The number', fieldState.error?.message)}
                />
              )}
            />
          ))}
          <IconButton
            label={`Remove review point ${index + 1}`}
            icon={Trash2}
            onPress={() => remove(index)}
          />
        </div>
      ))}
      <Row>
        <Button icon={Plus} onPress={() => append({ week: '', leastReductionPercent: '' })}>
          Add a review point
        </Button>
      </Row>
    </Stack>
  );
}

function SourceFields({ control, today }: InForm & { readonly today: string }) {
  return (
    <Grid minColumnRem={20}>
      <TextOf
        control={control}
        name="source"
        label="Source"
        description="Such as a guideline and its edition"
      />
      <Controller
        name="asOf"
        control={control}
        render={({ field, fieldState }) => (
          <DateField
            label="As of"
            description="The day it was last compared with its source"
            isRequired
            max={today}
            {...field}
            error={problemSentence('The day', fieldState.error?.message)}
          />
        )}
      />
    </Grid>
  );
}

type ProtocolFormProps = {
  readonly current: Protocol | null;
  readonly today: string;
  readonly onSaved: (saved: Protocol) => void;
  readonly onCancel: () => void;
};

/** Writes a protocol, or the next version of one. */
export function ProtocolForm({ current, today, onSaved, onCancel }: ProtocolFormProps) {
  const { control, submit, isSaving, problem, discard } = useProtocolForm({
    current,
    today,
    onSaved,
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Stack>
        <Panel heading="What it is for">
          <Stack>
            <TextOf control={control} name="title" label="Title" />
            <EtiologiesField control={control} />
            <SourceFields control={control} today={today} />
          </Stack>
        </Panel>
        <Panel heading="Steps">
          <StepsField control={control} />
        </Panel>
        <Panel heading="Assessments and reviews">
          <Stack>
            <Grid minColumnRem={16}>
              <TextOf
                control={control}
                name="assessmentIntervalDays"
                label="Assess every … days"
                description="Empty where the steps say when"
                isNumber
                isOptional
              />
              <TextOf
                control={control}
                name="toleranceDays"
                label="Days before and after that count as in time"
                description="Less where a step repeats more often than that"
                isNumber
              />
            </Grid>
            <ReviewPointsField control={control} />
          </Stack>
        </Panel>
        {problem !== null && <FormNotice title="The protocol was not saved">{problem}</FormNotice>}
        <div className="form-actions">
          <Row justify="end">
            <Button
              onPress={() => {
                discard();
                onCancel();
              }}
            >
              Cancel
            </Button>
            <Button variant="primary" type="submit" isPending={isSaving}>
              {current === null ? 'Save protocol' : `Save as version ${current.version + 1}`}
            </Button>
          </Row>
        </div>
      </Stack>
    </form>
  );
}
