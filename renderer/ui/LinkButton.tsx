import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClassName } from './Button.tsx';

export type LinkButtonProps = {
  readonly children: ReactNode;
  readonly href: string;
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly isFullWidth?: boolean | undefined;
  /** Called instead of following `href`, unless the user asks for a new tab or window. */
  readonly onFollow?: (() => void) | undefined;
};

/** A link to another screen that looks like a button. */
export function LinkButton(props: LinkButtonProps) {
  const { children, href, icon: Icon, onFollow } = props;
  const { variant = 'secondary', size = 'regular', isFullWidth = false } = props;
  return (
    <a
      className={buttonClassName(variant, size, isFullWidth)}
      href={href}
      onClick={(event) => {
        if (!onFollow || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onFollow();
      }}
    >
      <span className="button__content">
        {Icon && <Icon size={size === 'large' ? 22 : 18} aria-hidden />}
        {children}
      </span>
    </a>
  );
}
