import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { Controller, useController, useWatch } from 'react-hook-form';
import { stepKinds } from '../../shared/protocols/protocol.ts';
import { problemSentence } from '../form-problems.ts';
import { Grid } from '../ui/Grid.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { ExpectedField } from './ExpectedField.tsx';
import { KIND_WORDS } from './protocol-words.ts';
import type { ProtocolFormControl } from './use-protocol-form.ts';

type StepFieldsProps = {
  readonly control: ProtocolFormControl;
  readonly index: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
};

const KIND_OPTIONS = stepKinds.map((key) => ({ key, label: KIND_WORDS[key] }));

const dayFields = [
  ['firstDueDay', 'First due on day', '0 is the day it starts'],
  ['repeatsEveryDays', 'Then every … days', 'Empty for once only'],
  ['untilDay', 'Until day', 'Empty for until healed'],
] as const;

type InStep = Pick<StepFieldsProps, 'control' | 'index'>;

function ExpectedOf({ control, index }: InStep) {
  const kinds = useController({ name: `steps.${index}.expectedKinds`, control });
  const skus = useController({ name: `steps.${index}.expectedSkus`, control });
  return (
    <ExpectedField
      value={{ kinds: kinds.field.value, skus: skus.field.value }}
      error={kinds.fieldState.error?.message}
      onChange={(expected) => {
        kinds.field.onChange(expected.kinds);
        skus.field.onChange(expected.skus);
      }}
    />
  );
}

function DayFields({ control, index }: InStep) {
  return (
    <Grid minColumnRem={11}>
      {dayFields.map(([name, label, description]) => (
        <Controller
          key={name}
          name={`steps.${index}.${name}`}
          control={control}
          render={({ field, fieldState }) => (
            <TextField
              label={label}
              description={description}
              inputMode="numeric"
              isRequired={name === 'firstDueDay'}
              {...field}
              error={problemSentence('The number', fieldState.error?.message)}
            />
          )}
        />
      ))}
    </Grid>
  );
}

function KindOf({ control, index }: InStep) {
  return (
    <Controller
      name={`steps.${index}.kind`}
      control={control}
      render={({ field: { ref: _ref, ...field } }) => (
        <SelectField label="Done by" isRequired options={KIND_OPTIONS} {...field} />
      )}
    />
  );
}

/** One step of a protocol, with its place among the others. */
export function StepFields({ control, index, count, onMove, onRemove }: StepFieldsProps) {
  const number = index + 1;
  const kind = useWatch({ name: `steps.${index}.kind`, control });
  return (
    <fieldset className="protocol-step">
      <legend className="protocol-step__legend">Step {number}</legend>
      <div className="protocol-step__place">
        <IconButton
          label={`Move step ${number} up`}
          icon={ArrowUp}
          isDisabled={index === 0}
          onPress={() => onMove(index - 1)}
        />
        <IconButton
          label={`Move step ${number} down`}
          icon={ArrowDown}
          isDisabled={number === count}
          onPress={() => onMove(index + 1)}
        />
        <IconButton
          label={`Remove step ${number}`}
          icon={Trash2}
          isDisabled={count === 1}
          onPress={onRemove}
        />
      </div>
      <Stack gap={3}>
        <Controller
          name={`steps.${index}.instruction`}
          control={control}
          render={({ field, fieldState }) => (
            <TextField
              label="What to do"
              isRequired
              {...field}
              error={problemSentence('What to do', fieldState.error?.message)}
            />
          )}
        />
        <KindOf control={control} index={index} />
        {kind === 'treatment' && <ExpectedOf control={control} index={index} />}
        <DayFields control={control} index={index} />
      </Stack>
    </fieldset>
  );
}
