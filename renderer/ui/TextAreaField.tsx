import type { Ref } from 'react';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type TextAreaFieldProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Lines shown before it grows with the text; default 3. */
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly ref?: Ref<HTMLTextAreaElement> | undefined;
};

/** Text of several lines; the box grows with it. As of one line, the browser is to learn nothing of it. */
export function TextAreaField(props: TextAreaFieldProps) {
  const ids = useFieldIds(props);
  return (
    <FieldFrame field={props} ids={ids}>
      <textarea
        id={ids.controlId}
        ref={props.ref}
        className="field__input field__input--area"
        dir="auto"
        name={props.name}
        value={props.value}
        placeholder={props.placeholder}
        rows={props.rows ?? 3}
        maxLength={props.maxLength}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        readOnly={props.isReadOnly}
        disabled={props.isDisabled}
        aria-required={props.isRequired || undefined}
        aria-invalid={isInvalid(props) || undefined}
        aria-describedby={ids.describedBy}
        onChange={(event) => props.onChange(event.target.value)}
        onBlur={() => props.onBlur?.()}
      />
    </FieldFrame>
  );
}
