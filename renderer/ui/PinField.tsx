import { Delete } from 'lucide-react';
import type { Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type PinFieldProps = FieldProps & {
  /** Digits only unless `hasLetters`; everything else that is typed or pasted is left out. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  /** Takes a password too. */
  readonly hasLetters?: boolean | undefined;
  /** Shows a keypad of 64 px keys under the entry. */
  readonly hasKeypad?: boolean | undefined;
  /** Least number of digits, told to assistive technology; the form checks it. Default 6. */
  readonly minDigits?: number | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

/** Longest PIN, in digits. */
export const PIN_MAX_DIGITS = 32;
const PASSWORD_MAX_CHARACTERS = 100;

const KEYPAD_DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '').slice(0, PIN_MAX_DIGITS);
}

type KeypadProps = Pick<PinFieldProps, 'value' | 'onChange' | 'isDisabled'>;

function Keypad({ value, onChange, isDisabled = false }: KeypadProps) {
  const key = (digit: string) => (
    <AriaButton
      key={digit}
      className="pin-field__key"
      isDisabled={isDisabled}
      onPress={() => onChange(digitsOf(value + digit))}
    >
      {digit}
    </AriaButton>
  );
  return (
    <div className="pin-field__keypad" role="group" aria-label="Keypad">
      {KEYPAD_DIGITS.map(key)}
      <AriaButton
        className="pin-field__key pin-field__key--word"
        isDisabled={isDisabled || value === ''}
        onPress={() => onChange('')}
      >
        Clear
      </AriaButton>
      {key('0')}
      <AriaButton
        className="pin-field__key"
        aria-label="Delete last digit"
        isDisabled={isDisabled || value === ''}
        onPress={() => onChange(value.slice(0, -1))}
      >
        <Delete size={24} aria-hidden />
      </AriaButton>
    </div>
  );
}

/** A masked PIN, typed on the keyboard or on the keypad; or a password. */
export function PinField(props: PinFieldProps) {
  const ids = useFieldIds(props);
  const hasLetters = props.hasLetters ?? false;
  return (
    <div className="pin-field">
      <FieldFrame field={props} ids={ids}>
        <input
          id={ids.controlId}
          ref={props.ref}
          className="field__input pin-field__input"
          type="password"
          inputMode={hasLetters ? 'text' : 'numeric'}
          autoComplete="off"
          name={props.name}
          value={props.value}
          minLength={props.minDigits ?? 6}
          maxLength={hasLetters ? PASSWORD_MAX_CHARACTERS : PIN_MAX_DIGITS}
          disabled={props.isDisabled}
          autoFocus={props.autoFocus}
          aria-required={props.isRequired || undefined}
          aria-invalid={isInvalid(props) || undefined}
          aria-describedby={ids.describedBy}
          onChange={({ target }) =>
            props.onChange(hasLetters ? target.value : digitsOf(target.value))
          }
          onBlur={() => props.onBlur?.()}
        />
      </FieldFrame>
      {props.hasKeypad === true && !hasLetters && (
        <Keypad value={props.value} onChange={props.onChange} isDisabled={props.isDisabled} />
      )}
    </div>
  );
}
