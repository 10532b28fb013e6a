import { CircleAlert, CircleCheck, CircleDashed, type LucideIcon, PencilLine } from 'lucide-react';
import type { ReactNode } from 'react';

export type SavingState = 'saved' | 'saving' | 'draft' | 'failed';

export type StatusLineProps = {
  readonly state: SavingState;
  /** Honest words, e.g. "Saved on this computer · 14:02". */
  readonly children: ReactNode;
};

const ICONS: Readonly<Record<SavingState, LucideIcon>> = {
  saved: CircleCheck,
  saving: CircleDashed,
  draft: PencilLine,
  failed: CircleAlert,
};

/**
 * One quiet line that says where the work stands; read out when it changes, but not while it is still
 * changing. Keep it mounted.
 */
export function StatusLine({ state, children }: StatusLineProps) {
  const Icon = ICONS[state];
  return (
    <p className={`status-line status-line--${state}`} role="status" aria-busy={state === 'saving'}>
      <Icon size={16} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
