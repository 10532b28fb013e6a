import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import { defined } from './defined.ts';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type SelectOption<Key extends string = string> = {
  readonly key: Key;
  readonly label: string;
  readonly detail?: ReactNode;
};

export type SelectFieldProps<Key extends string = string> = FieldProps & {
  readonly options: readonly SelectOption<Key>[];
  readonly value: Key | null;
  readonly onChange: (value: Key) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  readonly placeholder?: string | undefined;
};

/** One choice from a list that opens; for a handful of choices at the bedside use RadioCards. */
export function SelectField<Key extends string>(props: SelectFieldProps<Key>) {
  const ids = useFieldIds(props);
  const keys = new Map<unknown, Key>(props.options.map((option) => [option.key, option.key]));
  return (
    <FieldFrame field={props} ids={ids}>
      <Select
        className="select-field"
        aria-labelledby={ids.labelId}
        value={props.value}
        placeholder={props.placeholder ?? 'Choose'}
        isDisabled={props.isDisabled ?? false}
        isRequired={props.isRequired ?? false}
        isInvalid={isInvalid(props)}
        validationBehavior="aria"
        onChange={(chosen) => {
          const key = keys.get(chosen);
          if (key !== undefined) props.onChange(key);
        }}
        {...defined({
          name: props.name,
          onBlur: props.onBlur,
          'aria-describedby': ids.describedBy,
        })}
      >
        <AriaButton id={ids.controlId} className="field__input select-field__trigger">
          <SelectValue className="select-field__value">
            {({ isPlaceholder, selectedText, defaultChildren }) =>
              isPlaceholder ? defaultChildren : selectedText
            }
          </SelectValue>
          <ChevronDown size={20} aria-hidden />
        </AriaButton>
        <Popover className="select-field__popover" offset={4}>
          <ListBox className="select-field__list" items={props.options}>
            {(option) => (
              <ListBoxItem
                id={option.key}
                className="select-field__option"
                textValue={option.label}
              >
                <span className="select-field__option-text">
                  <span>{option.label}</span>
                  {option.detail !== undefined && (
                    <span className="select-field__detail">{option.detail}</span>
                  )}
                </span>
                <Check size={18} className="select-field__check" aria-hidden />
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </Select>
    </FieldFrame>
  );
}
