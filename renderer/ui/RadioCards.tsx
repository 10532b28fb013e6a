import type { ReactNode } from 'react';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';
import { FieldFrame, type FieldProps, isInvalid, useFieldIds } from './FieldFrame.tsx';

export type RadioCard<Key extends string = string> = {
  readonly key: Key;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** Right-aligned, e.g. what is left of an order line. */
  readonly trailing?: ReactNode;
  readonly isDisabled?: boolean | undefined;
};

export type RadioCardsProps<Key extends string = string> = FieldProps & {
  readonly cards: readonly RadioCard<Key>[];
  readonly value: Key | null;
  readonly onChange: (value: Key) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly name?: string | undefined;
  /** Columns of equal width when there is room for them; default 1. */
  readonly columns?: 1 | 2 | 3 | undefined;
};

/** One choice among large cards; arrow keys move, a tap anywhere on a card chooses it. */
export function RadioCards<Key extends string>(props: RadioCardsProps<Key>) {
  const ids = useFieldIds(props);
  const keys = new Map<string, Key>(props.cards.map((card) => [card.key, card.key]));
  return (
    <FieldFrame field={props} ids={ids} isGroup>
      <RadioGroup
        className={classNames('radio-cards', `radio-cards--columns-${props.columns ?? 1}`)}
        aria-labelledby={ids.labelId}
        value={props.value}
        isRequired={props.isRequired ?? false}
        isDisabled={props.isDisabled ?? false}
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
        {props.cards.map((card) => (
          <RadioField
            key={card.key}
            value={card.key}
            className="radio-cards__field"
            isDisabled={card.isDisabled ?? false}
          >
            <RadioButton className="radio-cards__card">
              <span className="radio-cards__dot" />
              <span className="radio-cards__text">
                <span className="radio-cards__title">{card.title}</span>
                {card.detail !== undefined && (
                  <span className="radio-cards__detail">{card.detail}</span>
                )}
              </span>
              {card.trailing !== undefined && (
                <span className="radio-cards__trailing">{card.trailing}</span>
              )}
            </RadioButton>
          </RadioField>
        ))}
      </RadioGroup>
    </FieldFrame>
  );
}
