import { FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';

export type DemonstrationBannerProps = {
  readonly children?: ReactNode;
};

/** Says on every screen that nothing here is real. */
export function DemonstrationBanner({ children }: DemonstrationBannerProps) {
  return (
    <aside className="demonstration-banner" aria-label="Demonstration">
      <FlaskConical size={16} aria-hidden />
      <span>{children ?? 'Demonstration – fictional people. Nothing here is a real record.'}</span>
    </aside>
  );
}
