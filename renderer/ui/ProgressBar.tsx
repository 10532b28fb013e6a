import type { ReactNode } from 'react';
import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components';
import { Button } from './Button.tsx';
import type { StyleVariables } from './style-variables.ts';

export type ProgressBarProps = {
  readonly label: string;
  /** Steps done of `total`; leave out while the total is unknown. */
  readonly value?: number | undefined;
  readonly total?: number | undefined;
  /** E.g. "1,200 of 5,000 rows". */
  readonly detail?: ReactNode;
  readonly onCancel?: (() => void) | undefined;
  readonly cancelLabel?: string | undefined;
  readonly isCancelling?: boolean | undefined;
};

function fillTo(percentage: number): StyleVariables {
  return { '--progress': `${percentage}%` };
}

/** How far long work is, with a way to stop it. */
export function ProgressBar(props: ProgressBarProps) {
  const { label, value, total = 100, detail, onCancel } = props;
  return (
    <div className="progress-bar">
      <AriaProgressBar
        className="progress-bar__meter"
        value={value ?? 0}
        maxValue={Math.max(total, 1)}
        isIndeterminate={value === undefined}
      >
        {({ percentage, valueText }) => (
          <>
            <div className="progress-bar__head">
              <Label className="progress-bar__label">{label}</Label>
              <span className="progress-bar__value">{valueText}</span>
            </div>
            <div className="progress-bar__track">
              <div className="progress-bar__fill" style={fillTo(percentage ?? 30)} />
            </div>
          </>
        )}
      </AriaProgressBar>
      {(detail !== undefined || onCancel) && (
        <div className="progress-bar__foot">
          <span className="progress-bar__detail">{detail}</span>
          {onCancel && (
            <Button onPress={onCancel} isPending={props.isCancelling}>
              {props.cancelLabel ?? 'Cancel'}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
