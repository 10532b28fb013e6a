import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export type EmptyStateProps = {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: LucideIcon | undefined;
  readonly action?: ReactNode;
};

/** What stands where nothing is yet: what it is, and what to do next. */
export function EmptyState({ title, children, icon: Icon, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {Icon && (
        <span className="empty-state__icon">
          <Icon size={26} strokeWidth={1.75} aria-hidden />
        </span>
      )}
      <p className="empty-state__title">{title}</p>
      {children !== undefined && <div className="empty-state__text">{children}</div>}
      {action !== undefined && <div className="empty-state__action">{action}</div>}
    </div>
  );
}
