import { Eye, EyeOff } from 'lucide-react';
import { type Ref, useState } from 'react';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';
import { IconButton } from './IconButton.tsx';

export type PassphraseFieldProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

/** A masked line of text that can be shown while it is typed. The browser neither keeps nor corrects it. */
export function PassphraseField(props: PassphraseFieldProps) {
  const ids = useFieldIds(props);
  const [isShown, setShown] = useState(false);
  const word = `${props.label.charAt(0).toLowerCase()}${props.label.slice(1)}`;
  return (
    <FieldFrame field={props} ids={ids}>
      <div className="passphrase-field">
        <input
          id={ids.controlId}
          ref={props.ref}
          className="field__input passphrase-field__input"
          type={isShown ? 'text' : 'password'}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          name={props.name}
          value={props.value}
          disabled={props.isDisabled}
          aria-required={props.isRequired || undefined}
          aria-invalid={isInvalid(props) || undefined}
          aria-describedby={ids.describedBy}
          onChange={(event) => props.onChange(event.target.value)}
          onBlur={() => props.onBlur?.()}
        />
        <span className="passphrase-field__show">
          <IconButton
            label={isShown ? `Hide the ${word}` : `Show the ${word}`}
            icon={isShown ? EyeOff : Eye}
            onPress={() => setShown(!isShown)}
          />
        </span>
      </div>
    </FieldFrame>
  );
}
