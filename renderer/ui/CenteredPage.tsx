import type { ReactNode } from 'react';
import { Logo } from './Logo.tsx';
import type { StyleVariables } from './style-variables.ts';

export type CenteredPageProps = {
  readonly children: ReactNode;
  readonly banner?: ReactNode;
  /** Default 46. */
  readonly maxWidthRem?: number | undefined;
};

/** The frame of screens without navigation: set-up, sign-in, locked. */
export function CenteredPage({ children, banner, maxWidthRem = 46 }: CenteredPageProps) {
  const style: StyleVariables = { '--centered-page-width': `${maxWidthRem}rem` };
  return (
    <div className="centered-page" style={style}>
      <div>{banner}</div>
      <main className="centered-page__content">
        <Logo layout="wide" />
        {children}
      </main>
    </div>
  );
}
