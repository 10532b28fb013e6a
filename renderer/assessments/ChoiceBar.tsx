import { X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../ui/Button.tsx';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from '../ui/FieldFrame.tsx';

export type Choice<Key extends string> = {
  readonly key: Key;
  readonly title: string;
  readonly detail?: string | undefined;
};

export type ChoiceBarProps<Key extends string> = FieldProps & {
  readonly choices: readonly Choice<Key>[];
  readonly value: Key | null;
  /** Without null a choice, once made, can be changed but not taken back. */
  readonly onChange: (value: Key) => void;
  /** Takes the choice back: nobody looked. */
  readonly onClear?: (() => void) | undefined;
};

/** One choice among a few words side by side; arrow keys move, a tap on a word chooses it. */
export function ChoiceBar<Key extends string>(props: ChoiceBarProps<Key>) {
  const ids = useFieldIds(props);
  const name = useId();
  const { choices, value, onChange, onClear } = props;
  return (
    <FieldFrame field={props} ids={ids} isGroup>
      <div className="choice-bar">
        <div
          className="choice-bar__choices"
          role="radiogroup"
          aria-labelledby={ids.labelId}
          aria-describedby={ids.describedBy}
          aria-required={props.isRequired || undefined}
          aria-invalid={isInvalid(props) || undefined}
        >
          {choices.map(({ key, title, detail }) => (
            <label key={key} className="choice-bar__choice">
              <input
                type="radio"
                name={name}
                value={key}
                checked={value === key}
                onChange={() => onChange(key)}
              />
              <span>
                {title}
                {detail !== undefined && <span className="choice-bar__detail">{detail}</span>}
              </span>
            </label>
          ))}
        </div>
        {onClear !== undefined && value !== null && (
          <Button variant="quiet" icon={X} aria-label={`Clear ${props.label}`} onPress={onClear}>
            Clear
          </Button>
        )}
      </div>
    </FieldFrame>
  );
}
