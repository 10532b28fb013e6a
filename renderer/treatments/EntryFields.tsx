import { Controller } from 'react-hook-form';
import type { EntryField } from '../../shared/treatments/treatment-entry.ts';
import { DateField } from '../ui/DateField.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FIELD_LABELS } from './treatment-words.ts';
import type { TreatmentForm } from './use-treatment-form.ts';

/** The mark of a value from last time, with the way to confirm it; undefined once confirmed. */
export function carriedMark(model: TreatmentForm, field: EntryField) {
  if (!model.carried.some((each) => each === field)) return undefined;
  return { onConfirm: () => model.confirm(field) };
}

type TextName = Exclude<EntryField, 'line' | 'quantityUsed' | 'dateApplied'>;

export type TextEntryProps = {
  readonly model: TreatmentForm;
  readonly name: TextName;
  /** Lines of a text area; without it one line. */
  readonly rows?: number | undefined;
  readonly isRequired?: boolean | undefined;
  readonly description?: string | undefined;
};

/** One text of a treatment, in the slot that focus finds it by. */
export function TextEntry({ model, name, rows, isRequired, description }: TextEntryProps) {
  return (
    <div data-field={name}>
      <Controller
        control={model.form.control}
        name={name}
        render={({ field, fieldState }) => {
          const shared = {
            ...field,
            label: FIELD_LABELS[name],
            error: fieldState.error?.message,
            carried: carriedMark(model, name),
            spellCheck: true,
            isRequired,
            description,
            onChange(text: string) {
              field.onChange(text);
              model.touch(name);
            },
          };
          return rows === undefined ? (
            <TextField {...shared} />
          ) : (
            <TextAreaField {...shared} rows={rows} />
          );
        }}
      />
    </div>
  );
}

/** Whole units that were used. */
export function QuantityEntry({ model }: { readonly model: TreatmentForm }) {
  return (
    <div data-field="quantityUsed">
      <Controller
        control={model.form.control}
        name="quantityUsed"
        render={({ field, fieldState }) => (
          <QuantityField
            {...field}
            label={FIELD_LABELS.quantityUsed}
            isRequired
            error={fieldState.error?.message}
            carried={carriedMark(model, 'quantityUsed')}
            onChange={(quantity) => {
              field.onChange(quantity);
              model.touch('quantityUsed');
            }}
          />
        )}
      />
    </div>
  );
}

export type DateEntryProps = { readonly model: TreatmentForm; readonly today: string };

/** The day it was done; any other than today is named as such. */
export function DateEntry({ model, today }: DateEntryProps) {
  return (
    <div data-field="dateApplied">
      <Controller
        control={model.form.control}
        name="dateApplied"
        render={({ field, fieldState }) => (
          <DateField
            {...field}
            label={FIELD_LABELS.dateApplied}
            isRequired
            max={today}
            error={fieldState.error?.message}
            description={
              field.value !== '' && field.value < today ? 'An earlier day than today' : undefined
            }
            onChange={(date) => {
              field.onChange(date);
              model.touch('dateApplied');
            }}
          />
        )}
      />
    </div>
  );
}
