import { Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';
import { parseQuantity, QUANTITY_MAX, stepQuantity } from './quantity-entry.ts';

export type QuantityFieldProps = FieldProps & {
  readonly value: number | null;
  /** Gets a whole number, or `null` when the entry is empty or no whole number. */
  readonly onChange: (value: number | null) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  /** Bounds of the − and + buttons (default 1 to 999,999); typed numbers are left to the form. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Shown after the number, e.g. "pieces". */
  readonly unit?: string | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

const NOT_WHOLE = 'Enter a whole number, without decimals';

/** A whole number with − and + buttons of 56 px; typing 1.5 is refused, never rounded. */
export function QuantityField(props: QuantityFieldProps) {
  const { value, onChange, min = 1, max = QUANTITY_MAX, unit } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [stepped, setStepped] = useState('');
  const isNotWhole = typed !== null && parseQuantity(typed) === 'invalid';
  const field = isNotWhole ? { ...props, error: NOT_WHOLE } : props;
  const ids = useFieldIds(field);

  function step(by: 1 | -1) {
    const next = stepQuantity(value, by, { min, max });
    setTyped(null);
    setStepped(unit === undefined ? String(next) : `${next} ${unit}`);
    onChange(next);
  }

  function type(text: string) {
    const parsed = parseQuantity(text);
    setTyped(parsed === 'invalid' ? text : null);
    setStepped('');
    onChange(parsed === 'invalid' ? null : parsed);
  }

  function stepByKey(event: KeyboardEvent) {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    step(event.key === 'ArrowUp' ? 1 : -1);
  }

  return (
    <FieldFrame field={field} ids={ids}>
      <div className="quantity-field">
        <AriaButton
          className="quantity-field__step"
          aria-label={`One less, ${props.label}`}
          isDisabled={props.isDisabled === true || (value !== null && value <= min)}
          onPress={() => step(-1)}
        >
          <Minus size={24} aria-hidden />
        </AriaButton>
        <span className="quantity-field__entry">
          <input
            id={ids.controlId}
            ref={props.ref}
            className="field__input quantity-field__input"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            spellCheck={false}
            name={props.name}
            value={typed ?? (value === null ? '' : String(value))}
            disabled={props.isDisabled}
            aria-required={props.isRequired || undefined}
            aria-invalid={isInvalid(field) || undefined}
            aria-describedby={ids.describedBy}
            onChange={(event) => type(event.target.value)}
            onFocus={(event) => event.target.select()}
            onKeyDown={stepByKey}
            onBlur={() => props.onBlur?.()}
          />
          {unit !== undefined && <span className="quantity-field__unit">{unit}</span>}
        </span>
        <AriaButton
          className="quantity-field__step"
          aria-label={`One more, ${props.label}`}
          isDisabled={props.isDisabled === true || (value !== null && value >= max)}
          onPress={() => step(1)}
        >
          <Plus size={24} aria-hidden />
        </AriaButton>
        <span className="visually-hidden" aria-live="polite">
          {stepped}
        </span>
      </div>
    </FieldFrame>
  );
}
