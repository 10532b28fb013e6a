import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { IconButton } from './IconButton.tsx';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type SearchFieldProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter was pressed; the same press does nothing more, wherever the focus goes meanwhile. */
  readonly onSubmit?: ((value: string) => void) | undefined;
  readonly placeholder?: string | undefined;
  readonly size?: 'regular' | 'large' | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

/** A search box; Escape or the cross clears it. */
export function SearchField(props: SearchFieldProps) {
  const ids = useFieldIds(props);
  const { value, onChange } = props;
  return (
    <FieldFrame field={props} ids={ids}>
      <div
        className={props.size === 'large' ? 'search-field search-field--large' : 'search-field'}
        role="search"
      >
        <Search className="search-field__icon" size={20} aria-hidden />
        <input
          id={ids.controlId}
          ref={props.ref}
          className="field__input search-field__input"
          type="search"
          dir="auto"
          value={value}
          placeholder={props.placeholder}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          autoFocus={props.autoFocus}
          disabled={props.isDisabled}
          aria-invalid={isInvalid(props) || undefined}
          aria-describedby={ids.describedBy}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && value !== '') {
              event.preventDefault();
              onChange('');
            }
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault();
              if (!event.repeat) props.onSubmit?.(value);
            }
          }}
        />
        {value !== '' && (
          <span className="search-field__clear">
            <IconButton label="Clear search" icon={X} onPress={() => onChange('')} />
          </span>
        )}
      </div>
    </FieldFrame>
  );
}
