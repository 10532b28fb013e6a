import { type Ref, useState } from 'react';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type DateFieldProps = FieldProps & {
  /** `YYYY-MM-DD`, or an empty text for none. */
  readonly value: CivilDate;
  readonly onChange: (value: CivilDate) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly min?: CivilDate | undefined;
  readonly max?: CivilDate | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

const UNFINISHED = 'Finish the date, or clear it';

/** A civil date, typed or picked; its text never passes through `Date`. */
export function DateField(props: DateFieldProps) {
  const [isUnfinished, setUnfinished] = useState(false);
  const field = isUnfinished ? { ...props, error: UNFINISHED } : props;
  const ids = useFieldIds(field);
  return (
    <FieldFrame field={field} ids={ids}>
      <input
        id={ids.controlId}
        ref={props.ref}
        className="field__input field__input--date"
        type="date"
        name={props.name}
        value={props.value}
        min={props.min ?? '1800-01-01'}
        max={props.max ?? '9999-12-31'}
        disabled={props.isDisabled}
        aria-required={props.isRequired || undefined}
        aria-invalid={isInvalid(field) || undefined}
        aria-describedby={ids.describedBy}
        onChange={(event) => {
          setUnfinished(false);
          props.onChange(event.target.value);
        }}
        onBlur={(event) => {
          // A half-typed or impossible date reads as an empty value; only the control knows better.
          setUnfinished(event.target.validity.badInput);
          props.onBlur?.();
        }}
      />
    </FieldFrame>
  );
}
