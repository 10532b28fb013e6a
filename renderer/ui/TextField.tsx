import type { Ref } from 'react';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type TextFieldProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

/**
 * One line of text. The browser neither completes nor corrects it: it may send what is typed to its maker.
 */
export function TextField(props: TextFieldProps) {
  const ids = useFieldIds(props);
  return (
    <FieldFrame field={props} ids={ids}>
      <input
        id={ids.controlId}
        ref={props.ref}
        className="field__input"
        type="text"
        dir="auto"
        name={props.name}
        value={props.value}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        inputMode={props.inputMode}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        readOnly={props.isReadOnly}
        disabled={props.isDisabled}
        autoFocus={props.autoFocus}
        aria-required={props.isRequired || undefined}
        aria-invalid={isInvalid(props) || undefined}
        aria-describedby={ids.describedBy}
        onChange={(event) => props.onChange(event.target.value)}
        onBlur={() => props.onBlur?.()}
      />
    </FieldFrame>
  );
}
