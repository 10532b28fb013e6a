import { useState } from 'react';
import { Controller } from 'react-hook-form';
import { addDays } from '../../shared/base/civil-date.ts';
import { dateAppliedProblem } from '../../shared/treatments/treatment-record.ts';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { formatDayInWords } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FIELD_LABELS, lateInWords } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type DateEntryProps = { readonly model: TreatmentForm; readonly scene: TreatmentScene };

type QuickDaysProps = DateEntryProps & { readonly onChoose: (date: string) => void };

/** The two days that most treatments are of, where they can be. */
function QuickDays({ model, scene, onChoose }: QuickDaysProps) {
  const { today, patient } = scene;
  return [
    { label: 'Today', date: today },
    { label: 'Yesterday', date: addDays(today, -1) },
  ]
    .filter(({ date }) => dateAppliedProblem(date, patient, today) === null)
    .map(({ label, date }) => (
      <Button
        key={label}
        variant={date === model.entry.dateApplied ? 'secondary' : 'quiet'}
        onPress={() => onChoose(date)}
      >
        {label}
      </Button>
    ));
}

/** The day it was done, repeated in words; an old one is named as a late entry. */
export function DateEntry({ model, scene }: DateEntryProps) {
  // A half-typed date is known to the control alone: choosing a day begins with a new one.
  const [choices, setChoices] = useState(0);
  function change(date: string) {
    model.form.setValue('dateApplied', date);
    model.touch('dateApplied');
  }
  return (
    <Stack gap={2}>
      <div className="date-entry" data-field="dateApplied">
        <Controller
          control={model.form.control}
          name="dateApplied"
          render={({ field, fieldState }) => (
            <DateField
              {...field}
              key={choices}
              label={FIELD_LABELS.dateApplied}
              isRequired
              max={scene.today}
              error={fieldState.error?.message}
              onChange={change}
            />
          )}
        />
        <div className="date-entry__quick">
          <QuickDays
            model={model}
            scene={scene}
            onChoose={(date) => {
              setChoices(choices + 1);
              change(date);
            }}
          />
        </div>
        <p className="date-entry__words" aria-live="polite">
          {formatDayInWords(model.entry.dateApplied)}
        </p>
      </div>
      {model.lateByDays > 0 && (
        <InlineMessage tone="caution">{lateInWords(model.lateByDays)}</InlineMessage>
      )}
    </Stack>
  );
}
