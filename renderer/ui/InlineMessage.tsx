import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type MessageTone = 'info' | 'success' | 'caution' | 'danger';

export type InlineMessageProps = {
  readonly tone: MessageTone;
  readonly title?: string | undefined;
  readonly children?: ReactNode;
  /** Buttons that answer the message. */
  readonly actions?: ReactNode;
  /** Interrupts the screen reader; by default only danger does. */
  readonly isUrgent?: boolean | undefined;
};

const ICONS: Readonly<Record<MessageTone, LucideIcon>> = {
  info: Info,
  success: CircleCheck,
  caution: TriangleAlert,
  danger: CircleAlert,
};

/** A message in the flow of the page, announced when it appears. */
export function InlineMessage(props: InlineMessageProps) {
  const { tone, title, children, actions, isUrgent = tone === 'danger' } = props;
  const Icon = ICONS[tone];
  return (
    <div className={`inline-message inline-message--${tone}`} role={isUrgent ? 'alert' : 'status'}>
      <Icon className="inline-message__icon" size={20} aria-hidden />
      <div className="inline-message__body">
        {title !== undefined && <p className="inline-message__title">{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className="inline-message__actions">{actions}</div>}
    </div>
  );
}
