import { type Concern, isSameConcern } from '../../shared/safety/concern.ts';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { onOneLine } from './EntryFields.tsx';
import type { TreatmentForm } from './use-treatment-form.ts';

export type ConcernReasonFieldProps = {
  readonly model: TreatmentForm;
  readonly concern: Concern;
  readonly label: string;
  readonly error?: string | undefined;
  readonly onSaid?: (() => void) | undefined;
};

/** Why a treatment is recorded all the same, for one concern. */
export function ConcernReasonField(props: ConcernReasonFieldProps) {
  const { model, concern, label, error, onSaid } = props;
  const { concernReasons } = model.entry;
  const typed = concernReasons.find((each) => isSameConcern(each, concern))?.reason ?? '';
  function say(text: string) {
    const others = concernReasons.filter((each) => !isSameConcern(each, concern));
    const { kind, about } = concern;
    model.form.setValue('concernReasons', [...others, { kind, about, reason: text }]);
    model.touch('concernReasons');
    onSaid?.();
  }
  return (
    <TextAreaField
      label={label}
      isRequired
      rows={1}
      value={typed}
      error={typed.trim() === '' ? error : undefined}
      onChange={(text) => say(onOneLine(text))}
    />
  );
}
