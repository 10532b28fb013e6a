import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, ProgressBar as AriaProgressBar } from 'react-aria-components';
import { classNames } from './class-names.ts';
import { defined } from './defined.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
/** `regular` is 44 px tall, `large` 56 px for gloved hands at the bedside. */
export type ButtonSize = 'regular' | 'large';

export type ButtonProps = {
  readonly children: ReactNode;
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly icon?: LucideIcon | undefined;
  /** Keeps focus and size, shows a spinner, and takes no press until the work is done. */
  readonly isPending?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isFullWidth?: boolean | undefined;
  readonly type?: 'button' | 'submit' | 'reset' | undefined;
  readonly form?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly onPress?: (() => void) | undefined;
  /** Must contain the visible text. */
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
};

/** The class list shared by buttons and links that look like one. */
export function buttonClassName(
  variant: ButtonVariant,
  size: ButtonSize,
  isFullWidth: boolean,
): string {
  return classNames(
    'button',
    `button--${variant}`,
    size === 'large' && 'button--large',
    isFullWidth && 'button--full-width',
  );
}

/** A push button; the default is a regular secondary one of type `button`. */
export function Button(props: ButtonProps) {
  const { children, icon: Icon, isPending = false, isDisabled = false, onPress } = props;
  const { variant = 'secondary', size = 'regular', isFullWidth = false } = props;
  return (
    <AriaButton
      className={buttonClassName(variant, size, isFullWidth)}
      type={props.type ?? 'button'}
      isPending={isPending}
      isDisabled={isDisabled}
      {...defined({
        onPress: onPress && (() => onPress()),
        autoFocus: props.autoFocus,
        form: props.form,
        ref: props.ref,
        'aria-label': props['aria-label'],
        'aria-describedby': props['aria-describedby'],
      })}
    >
      <span className="button__content">
        {Icon && <Icon size={size === 'large' ? 22 : 18} aria-hidden />}
        {children}
      </span>
      {isPending && (
        <AriaProgressBar className="button__spinner" aria-label="Working" isIndeterminate />
      )}
    </AriaButton>
  );
}
