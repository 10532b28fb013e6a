import { Check, CircleAlert } from 'lucide-react';
import { type ReactNode, type Ref, useId } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { defined } from './defined.ts';

export type CheckboxProps = {
  readonly label: ReactNode;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly ref?: Ref<HTMLInputElement | null> | undefined;
};

/** A yes-or-no choice; the whole line of 44 px is the target. */
export function Checkbox(props: CheckboxProps) {
  const base = useId();
  const { description, error } = props;
  const describedBy = [
    error !== undefined && `${base}error`,
    description !== undefined && `${base}description`,
  ].filter((id) => id !== false);
  return (
    <CheckboxField
      className="checkbox"
      isSelected={props.value}
      onChange={props.onChange}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      {...defined({
        name: props.name,
        onBlur: props.onBlur,
        inputRef: props.ref,
        'aria-describedby': describedBy.length > 0 ? describedBy.join(' ') : undefined,
      })}
    >
      <CheckboxButton className="checkbox__button">
        <span className="checkbox__box">
          <Check size={18} strokeWidth={3} aria-hidden />
        </span>
        <span className="checkbox__label">{props.label}</span>
      </CheckboxButton>
      {description !== undefined && (
        <div id={`${base}description`} className="checkbox__description">
          {description}
        </div>
      )}
      {error !== undefined && (
        <div id={`${base}error`} className="field__error">
          <CircleAlert size={16} aria-hidden />
          {error}
        </div>
      )}
    </CheckboxField>
  );
}
