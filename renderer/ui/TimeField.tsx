import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type TimeFieldProps = FieldProps & {
  /** `HH:MM`, or an empty text for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A time of day, as the site's clocks show it. */
export function TimeField(props: TimeFieldProps) {
  const ids = useFieldIds(props);
  return (
    <FieldFrame field={props} ids={ids}>
      <input
        id={ids.controlId}
        className="field__input field__input--date"
        type="time"
        value={props.value}
        aria-invalid={isInvalid(props) || undefined}
        aria-describedby={ids.describedBy}
        onChange={({ target }) => props.onChange(target.value.slice(0, 5))}
      />
    </FieldFrame>
  );
}
