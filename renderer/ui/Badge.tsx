import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone =
  | 'neutral'
  | 'accent'
  | 'info'
  | 'success'
  | 'caution'
  | 'danger'
  | 'allergy'
  | 'demonstration';

export type BadgeProps = {
  readonly children: ReactNode;
  readonly tone?: Tone | undefined;
  readonly icon?: LucideIcon | undefined;
};

/** A short state in words; colour only repeats what the text says. */
export function Badge({ children, tone = 'neutral', icon: Icon }: BadgeProps) {
  return (
    <span className={`badge badge--${tone}`}>
      {Icon && <Icon size={14} aria-hidden />}
      {children}
    </span>
  );
}
