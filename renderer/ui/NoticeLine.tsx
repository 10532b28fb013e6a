import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type NoticeLineProps = {
  readonly tone: 'caution' | 'danger';
  readonly icon: LucideIcon;
  readonly children: ReactNode;
  /** A button that answers it. */
  readonly action?: ReactNode;
};

/** One line across the window, above whatever is on the screen. */
export function NoticeLine({ tone, icon: Icon, children, action }: NoticeLineProps) {
  return (
    <div className={`notice-line notice-line--${tone}`}>
      <Icon size={18} aria-hidden />
      <p className="notice-line__text">{children}</p>
      {action}
    </div>
  );
}
