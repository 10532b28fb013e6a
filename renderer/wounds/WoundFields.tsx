import { useCallback } from 'react';
import { Controller } from 'react-hook-form';
import { etiologyOfDiagnosis } from '../../shared/wounds/diagnosis-side.ts';
import { tidyDiagnosisCode } from '../../shared/wounds/diagnosis-code.ts';
import { etiologies, type Wound } from '../../shared/wounds/wound.ts';
import { BodyMapPanel, type ChosenPlace } from '../body-map/BodyMapPanel.tsx';
import { DiagnosisSearchPanel } from '../codes/DiagnosisSearchPanel.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { formatDayInWords } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { WoundFormModel } from './use-wound-form.ts';
import {
  placeOfText,
  placeText,
  WOUND_FIELD_LABELS,
  type WoundField,
} from './wound-form-values.ts';
import { ETIOLOGY_DETAILS, ETIOLOGY_WORDS } from './wound-words.ts';

const ETIOLOGY_CARDS = etiologies.map((key) => ({
  key,
  title: ETIOLOGY_WORDS[key],
  detail: ETIOLOGY_DETAILS[key],
}));

type FieldsProps = {
  readonly model: WoundFormModel;
  /** The patient's other wounds. */
  readonly others: readonly Wound[];
  readonly today: string;
  readonly isCorrection: boolean;
};

type TextName = 'reason' | 'siteDetail' | 'etiologyDetail' | 'diagnosisCode';

type TextEntryProps = {
  readonly model: WoundFormModel;
  readonly name: TextName;
  readonly isRequired?: boolean | undefined;
  readonly description?: string | undefined;
};

function TextEntry({ model, name, isRequired, description }: TextEntryProps) {
  return (
    <div data-field={name}>
      <Controller
        control={model.form.control}
        name={name}
        render={({ field, fieldState }) => (
          <TextField
            {...field}
            label={WOUND_FIELD_LABELS[name]}
            isRequired={isRequired}
            description={description}
            error={fieldState.error?.message}
            onChange={(text) => {
              field.onChange(text);
              model.form.clearErrors(name);
            }}
            onBlur={() => {
              if (name === 'diagnosisCode') field.onChange(tidyDiagnosisCode(field.value));
              field.onBlur();
            }}
          />
        )}
      />
    </div>
  );
}

type DateName = Extract<WoundField, 'onsetOn' | 'careStartedOn'>;

function DayEntry({
  model,
  name,
  today,
}: Omit<FieldsProps, 'others' | 'isCorrection'> & { name: DateName }) {
  return (
    <div data-field={name}>
      <Controller
        control={model.form.control}
        name={name}
        render={({ field, fieldState }) => (
          <DateField
            {...field}
            label={WOUND_FIELD_LABELS[name]}
            isRequired={name === 'careStartedOn'}
            max={today}
            description={field.value === '' ? 'Month, day, year' : formatDayInWords(field.value)}
            error={fieldState.error?.message}
            onChange={(day) => {
              field.onChange(day);
              model.form.clearErrors(name);
            }}
          />
        )}
      />
    </div>
  );
}

function Place({ model, others }: Pick<FieldsProps, 'model' | 'others'>) {
  const { setValue, clearErrors } = model.form;
  // Always the same function: some hundred radio buttons are drawn anew for any other.
  const choose = useCallback(
    (place: ChosenPlace) => {
      setValue('place', placeText(place));
      clearErrors('place');
    },
    [setValue, clearErrors],
  );
  return (
    <div data-field="place">
      <Controller
        control={model.form.control}
        name="place"
        render={({ field, fieldState }) => (
          <BodyMapPanel
            label={WOUND_FIELD_LABELS.place}
            value={placeOfText(field.value)}
            error={fieldState.error?.message}
            wounds={others}
            onChange={choose}
          />
        )}
      />
    </div>
  );
}

/** A code that is made for another kind of wound is worth a look, and no more. */
function CodeHint({ model }: Pick<FieldsProps, 'model'>) {
  const { diagnosisCode, etiology } = model.values;
  const coded = etiologyOfDiagnosis(diagnosisCode);
  if (coded === null || etiology === null || coded === etiology) return null;
  return (
    <InlineMessage tone="caution">
      This code is used for a {ETIOLOGY_WORDS[coded].toLowerCase()}. Check it, or the kind of wound.
    </InlineMessage>
  );
}

/** The code, typed or found by its words; one that is not in the list can be typed as well. */
function Code({ model, today }: Pick<FieldsProps, 'model' | 'today'>) {
  return (
    <Stack gap={2}>
      <TextEntry
        model={model}
        name="diagnosisCode"
        description="Its side must agree with the wound’s"
      />
      <DiagnosisSearchPanel
        on={today}
        onPick={({ code }) => {
          model.form.setValue('diagnosisCode', code, { shouldDirty: true });
          model.form.clearErrors('diagnosisCode');
          model.focus('diagnosisCode');
        }}
      />
    </Stack>
  );
}

function Kind({ model }: Pick<FieldsProps, 'model'>) {
  return (
    <div data-field="etiology">
      <Controller
        control={model.form.control}
        name="etiology"
        render={({ field: { value, onChange, name }, fieldState }) => (
          <RadioCards
            label={WOUND_FIELD_LABELS.etiology}
            isRequired
            columns={3}
            cards={ETIOLOGY_CARDS}
            error={fieldState.error?.message}
            {...{ value, name }}
            onChange={(etiology) => {
              onChange(etiology);
              model.form.clearErrors(['etiology', 'etiologyDetail']);
            }}
          />
        )}
      />
    </div>
  );
}

/** Everything that is said of a wound itself: where it is, what it is, since when. */
export function WoundFields({ model, others, today, isCorrection }: FieldsProps) {
  return (
    <>
      <Panel heading={isCorrection ? 'Correct this wound' : 'Register a wound'}>
        <div className="wound-fields">
          {isCorrection && (
            <TextEntry
              model={model}
              name="reason"
              isRequired
              description="What stood before stays readable, with this reason."
            />
          )}
          <Place model={model} others={others} />
          <TextEntry
            model={model}
            name="siteDetail"
            description="Only if the place alone could be mistaken, such as 3 cm above the malleolus"
          />
        </div>
      </Panel>
      <Panel heading="Kind and onset">
        <div className="wound-fields">
          <Kind model={model} />
          <div className="wound-fields__pair">
            <TextEntry
              model={model}
              name="etiologyDetail"
              isRequired={model.values.etiology === 'other'}
              description="Such as device-related, mixed, or the operation"
            />
            <Code model={model} today={today} />
          </div>
          <CodeHint model={model} />
          <div className="wound-fields__pair">
            <div>
              <DayEntry model={model} name="onsetOn" today={today} />
              <Controller
                control={model.form.control}
                name="isOnsetEstimated"
                render={({ field }) => (
                  <Checkbox
                    {...field}
                    label={WOUND_FIELD_LABELS.isOnsetEstimated}
                    isDisabled={model.values.onsetOn === ''}
                  />
                )}
              />
            </div>
            {!isCorrection && <DayEntry model={model} name="careStartedOn" today={today} />}
          </div>
        </div>
      </Panel>
    </>
  );
}
