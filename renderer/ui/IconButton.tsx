import type { LucideIcon } from 'lucide-react';
import type { Ref } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { ButtonSize, ButtonVariant } from './Button.tsx';
import { buttonClassName } from './Button.tsx';
import { defined } from './defined.ts';

export type IconButtonProps = {
  /** Read by screen readers and shown as a tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onPress?: (() => void) | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
};

/** A square button that shows only an icon; its label is required. */
export function IconButton(props: IconButtonProps) {
  const { label, icon: Icon, variant = 'quiet', size = 'regular', onPress } = props;
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        className={`${buttonClassName(variant, size, false)} button--icon`}
        aria-label={label}
        isDisabled={props.isDisabled ?? false}
        {...defined({ onPress: onPress && (() => onPress()), ref: props.ref })}
      >
        <Icon size={size === 'large' ? 24 : 20} aria-hidden />
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
