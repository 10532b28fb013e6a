import type { ReactNode } from 'react';

/** A step of the spacing scale: 4, 8, 12, 16, 24, 32 px. */
export type Gap = 1 | 2 | 3 | 4 | 5 | 6;

export type StackProps = {
  readonly children: ReactNode;
  readonly gap?: Gap | undefined;
};

/** Children below each other; 16 px apart unless told. */
export function Stack({ children, gap = 4 }: StackProps) {
  return <div className={`stack gap-${gap}`}>{children}</div>;
}
