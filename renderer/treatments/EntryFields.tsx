import { Controller } from 'react-hook-form';
import type { EntryField } from '../../shared/treatments/treatment-entry.ts';
import { QuantityField } from '../ui/QuantityField.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { FIELD_LABELS } from './treatment-words.ts';
import type { TreatmentForm } from './use-treatment-form.ts';

/** The mark of a value from last time, with the way to confirm it; undefined once confirmed. */
export function carriedMark(model: TreatmentForm, field: EntryField) {
  if (!model.carried.some((each) => each === field)) return undefined;
  return { onConfirm: () => model.confirm(field) };
}

type TextName = Exclude<
  EntryField,
  | 'line'
  | 'quantityUsed'
  | 'dateApplied'
  | 'expiresOn'
  | 'reconstitutionExpiresOn'
  | 'labelScans'
  | 'concernReasons'
>;

export type TextEntryProps = {
  readonly model: TreatmentForm;
  readonly name: TextName;
  /** Lines shown at first; without it one line of text, which may still wrap on the screen. */
  readonly rows?: number | undefined;
  readonly isRequired?: boolean | undefined;
  readonly description?: string | undefined;
};

/** A line is stored as one, however it was pasted; Enter at its end adds nothing. */
export function onOneLine(text: string): string {
  return text.replace(/[\r\n]+$/, '').replaceAll(/[\r\n]+/g, ' ');
}

/** One text of a treatment, never cut off: what cannot be read cannot be confirmed. In the slot that focus finds it by. */
export function TextEntry({ model, name, rows, isRequired, description }: TextEntryProps) {
  return (
    <div data-field={name}>
      <Controller
        control={model.form.control}
        name={name}
        render={({ field, fieldState }) => (
          <TextAreaField
            {...field}
            label={FIELD_LABELS[name]}
            error={fieldState.error?.message}
            carried={carriedMark(model, name)}
            isRequired={isRequired}
            description={description}
            rows={rows ?? 1}
            onChange={(text) => {
              field.onChange(rows === undefined ? onOneLine(text) : text);
              model.touch(name);
            }}
          />
        )}
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
