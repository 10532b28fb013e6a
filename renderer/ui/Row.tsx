import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { Gap } from './Stack.tsx';

export type RowProps = {
  readonly children: ReactNode;
  readonly gap?: Gap | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  readonly justify?: 'start' | 'between' | 'end' | undefined;
  readonly isWrapping?: boolean | undefined;
};

/** Children beside each other, wrapping; centred and 8 px apart unless told. */
export function Row({ children, gap = 2, align, justify, isWrapping = true }: RowProps) {
  const className = classNames(
    'row',
    `gap-${gap}`,
    align !== undefined && `row--align-${align}`,
    justify !== undefined && `row--justify-${justify}`,
    !isWrapping && 'row--no-wrap',
  );
  return <div className={className}>{children}</div>;
}
