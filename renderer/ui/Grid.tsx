import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { Gap } from './Stack.tsx';
import type { StyleVariables } from './style-variables.ts';

export type GridProps = {
  readonly children: ReactNode;
  readonly gap?: Gap | undefined;
  /** Least width of a column in rem; as many columns as fit. Default 16. */
  readonly minColumnRem?: number | undefined;
  /** Two columns instead: the first takes what is left, the second is a side column. */
  readonly hasAside?: boolean | undefined;
};

/** Columns of equal width, or a main and a side column that stack on a narrow window. */
export function Grid({ children, gap = 4, minColumnRem = 16, hasAside = false }: GridProps) {
  const style: StyleVariables = { '--grid-min': `${minColumnRem}rem` };
  return (
    <div className={classNames('grid', `gap-${gap}`, hasAside && 'grid--aside')} style={style}>
      {children}
    </div>
  );
}
