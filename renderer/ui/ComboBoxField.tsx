import { ChevronDown } from 'lucide-react';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import {
  Button as AriaButton,
  ComboBox,
  Group,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components';
import { defined } from './defined.ts';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type ComboBoxOption = {
  readonly key: string;
  readonly label: string;
  /** What tells this one from its likes: two identifiers, a code. */
  readonly detail?: ReactNode;
};

export type ComboBoxFieldProps = FieldProps & {
  /** What fits `text`, best first; whoever asks for it may take a moment. */
  readonly options: readonly ComboBoxOption[];
  readonly text: string;
  readonly onTextChange: (text: string) => void;
  /** Gets the chosen key; the field then starts afresh, and focus is the caller's to place. */
  readonly onChoose: (key: string) => void;
  /** True while `options` still belong to an earlier text. */
  readonly isSearching?: boolean | undefined;
  /** Stands in the list when nothing fits. */
  readonly emptyText?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

/** Label and detail are both part of the option's name, for two may differ in the detail only. */
function OptionItem({ option }: { readonly option: ComboBoxOption }) {
  return (
    <ListBoxItem id={option.key} className="select-field__option" textValue={option.label}>
      <span className="select-field__option-text">
        <span dir="auto">{option.label}</span>
        {option.detail !== undefined && (
          <span className="select-field__detail">{option.detail}</span>
        )}
      </span>
    </ListBoxItem>
  );
}

function Suggestions(props: Pick<ComboBoxFieldProps, 'isSearching' | 'emptyText'>) {
  const words = props.isSearching ? 'Looking…' : (props.emptyText ?? 'Nothing fits');
  return (
    <Popover className="select-field__popover" offset={4}>
      <ListBox<ComboBoxOption>
        className="select-field__list"
        renderEmptyState={() => <div className="combo-box__empty">{words}</div>}
      >
        {(option) => <OptionItem option={option} />}
      </ListBox>
    </Popover>
  );
}

/**
 * Finds one thing among many as the user types; what is chosen is shown by the form, not in here.
 * Enter takes the marked match, or the only one.
 */
export function ComboBoxField(props: ComboBoxFieldProps) {
  const { options, text, onTextChange, onChoose, isSearching = false } = props;
  const ids = useFieldIds(props);
  // A new round mounts a fresh combobox: nothing of the last search stays open or marked.
  const [round, setRound] = useState(0);
  const chosenIn = useRef(-1);

  function choose(key: string) {
    if (chosenIn.current === round) return;
    chosenIn.current = round;
    setRound(round + 1);
    onTextChange('');
    onChoose(key);
  }

  return (
    <FieldFrame field={props} ids={ids}>
      <ComboBox
        key={round}
        id={ids.controlId}
        className="combo-box"
        aria-labelledby={ids.labelId}
        items={options}
        inputValue={text}
        onInputChange={onTextChange}
        value={null}
        onChange={(key) => {
          if (key !== null) choose(String(key));
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text.trim() === '') return;
          event.preventDefault();
          const [only, ...others] = options;
          if (only && others.length === 0 && !isSearching) choose(only.key);
        }}
        allowsCustomValue
        allowsEmptyCollection
        isDisabled={props.isDisabled ?? false}
        isRequired={props.isRequired ?? false}
        isInvalid={isInvalid(props)}
        validationBehavior="aria"
        {...defined({
          onBlur: props.onBlur,
          autoFocus: props.autoFocus,
          'aria-describedby': ids.describedBy,
        })}
      >
        <Group className="combo-box__group">
          <Input
            className="field__input combo-box__input"
            dir="auto"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            {...defined({ placeholder: props.placeholder, ref: props.ref })}
          />
          <AriaButton className="combo-box__open">
            <ChevronDown size={20} aria-hidden />
          </AriaButton>
        </Group>
        <Suggestions isSearching={isSearching} emptyText={props.emptyText} />
      </ComboBox>
    </FieldFrame>
  );
}
