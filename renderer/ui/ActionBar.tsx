import type { ReactNode } from 'react';

export type ActionBarProps = {
  /** Above the buttons: what went wrong with the last save. */
  readonly notice?: ReactNode;
  /** At the left: where the draft stands. */
  readonly status: ReactNode;
  readonly children: ReactNode;
};

/** What can be done with the form, always in sight at the bottom. */
export function ActionBar({ notice, status, children }: ActionBarProps) {
  return (
    <div className="action-bar" data-action-bar>
      {notice}
      <div className="action-bar__line">
        <div className="action-bar__status">{status}</div>
        <div className="action-bar__buttons">{children}</div>
      </div>
    </div>
  );
}
