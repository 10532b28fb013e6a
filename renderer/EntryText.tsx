import { TextField, type TextFieldProps } from './ui/TextField.tsx';

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/** The names of the fields of a form that hold text. */
type TextName<Entry> = {
  [Name in keyof Entry & string]: Entry[Name] extends string ? Name : never;
}[keyof Entry & string];

export type EntryTextProps<Entry> = Pick<
  TextFieldProps,
  'isRequired' | 'inputMode' | 'description' | 'placeholder'
> & {
  readonly name: TextName<Entry>;
  readonly entry: Entry;
  readonly labels: Readonly<Partial<Record<TextName<Entry>, string>>>;
  readonly problems: Readonly<Record<string, string>>;
  readonly change: (part: Partial<Entry>) => void;
  /** True for the field that a dialog begins with. */
  readonly takesFocus?: boolean;
};

/** One line of a form that is typed as text, with its label and what is wrong with it. */
export function EntryText<Entry extends object>(props: EntryTextProps<Entry>) {
  const { name, entry, labels, problems, change, takesFocus = false } = props;
  const value = entry[name];
  return (
    <TextField
      label={labels[name] ?? name}
      isRequired={props.isRequired}
      inputMode={props.inputMode}
      description={props.description}
      placeholder={props.placeholder}
      value={typeof value === 'string' ? value : ''}
      error={problems[name]}
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the field of this name holds text
      onChange={(text) => change({ [name]: text } as Partial<Entry>)}
      ref={takesFocus ? focusOnMount : undefined}
    />
  );
}
