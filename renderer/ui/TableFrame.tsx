import type { ReactNode } from 'react';

/** A border around a table that stands among other things, inside a panel or a dialog. */
export function TableFrame({ children }: { readonly children: ReactNode }) {
  return <div className="table-frame">{children}</div>;
}
