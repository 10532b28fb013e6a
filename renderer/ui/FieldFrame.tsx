import { Check, CircleAlert, History } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button } from './Button.tsx';
import { classNames } from './class-names.ts';

/** Marks a value taken over from the last record; the form drops it once touched or confirmed. */
export type CarriedValue = {
  /** Default: "From last time – check". */
  readonly note?: string | undefined;
  /** Without it no Confirm button is shown. */
  readonly onConfirm?: (() => void) | undefined;
};

/** What every field takes, whatever its value. */
export type FieldProps = {
  readonly label: string;
  readonly isLabelHidden?: boolean | undefined;
  readonly description?: ReactNode;
  readonly error?: string | undefined;
  readonly isRequired?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly carried?: CarriedValue | undefined;
};

export type FieldIds = {
  readonly controlId: string;
  readonly labelId: string;
  readonly descriptionId: string;
  readonly errorId: string;
  readonly carriedId: string;
  /** The ids of what is shown below and beside the label, for `aria-describedby`. */
  readonly describedBy: string | undefined;
};

/** Ids that tie a control to its label, description, error and carried mark. */
export function useFieldIds(
  field: Pick<FieldProps, 'description' | 'error' | 'carried'>,
): FieldIds {
  const base = useId();
  const ids = {
    controlId: `${base}control`,
    labelId: `${base}label`,
    descriptionId: `${base}description`,
    errorId: `${base}error`,
    carriedId: `${base}carried`,
  };
  const shown = [
    hasText(field.error) && ids.errorId,
    field.carried !== undefined && ids.carriedId,
    hasContent(field.description) && ids.descriptionId,
  ].filter((id) => id !== false);
  return { ...ids, describedBy: shown.length > 0 ? shown.join(' ') : undefined };
}

function hasText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function hasContent(content: ReactNode): boolean {
  return content !== undefined && content !== null && content !== false && content !== '';
}

/** True when a field shows an error. */
export function isInvalid(field: Pick<FieldProps, 'error'>): boolean {
  return hasText(field.error);
}

function ConfirmCarried({ label, carried }: { label: string; carried: CarriedValue }) {
  return (
    <Button icon={Check} aria-label={`Confirm ${label}`} onPress={carried.onConfirm}>
      Confirm
    </Button>
  );
}

type FieldFrameProps = {
  readonly field: FieldProps;
  readonly ids: FieldIds;
  /** A group (radio cards) names itself by `labelId`; a single control by `htmlFor`. */
  readonly isGroup?: boolean;
  readonly children: ReactNode;
};

/** Label, carried mark, control, description and error of one field, in the order they are read. */
export function FieldFrame({ field, ids, isGroup = false, children }: FieldFrameProps) {
  const { label, carried, description, error } = field;
  const Label = isGroup ? 'span' : 'label';
  const confirm = carried?.onConfirm && <ConfirmCarried label={label} carried={carried} />;
  return (
    <div
      className={classNames(
        'field',
        carried && 'field--carried',
        isInvalid(field) && 'field--invalid',
      )}
    >
      <div
        className={classNames('field__head', field.isLabelHidden && !carried && 'visually-hidden')}
      >
        <Label
          id={ids.labelId}
          className={classNames(
            'field__label',
            field.isRequired && 'field__label--required',
            field.isLabelHidden && 'visually-hidden',
          )}
          {...(isGroup ? {} : { htmlFor: ids.controlId })}
        >
          {label}
        </Label>
        {carried && (
          <span id={ids.carriedId} className="field__carried">
            <History size={14} aria-hidden />
            {carried.note ?? 'From last time – check'}
          </span>
        )}
        {isGroup && confirm && <span className="field__head-action">{confirm}</span>}
      </div>
      {hasContent(description) && (
        <div id={ids.descriptionId} className="field__description">
          {description}
        </div>
      )}
      <div className="field__row">
        <div className="field__control">{children}</div>
        {!isGroup && confirm}
      </div>
      {hasText(error) && (
        <div id={ids.errorId} className="field__error">
          <CircleAlert size={16} aria-hidden />
          {error}
        </div>
      )}
    </div>
  );
}
