import type { ReactNode } from 'react';
import type { OutputOf } from '../client/use-operation.ts';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { StoreProgress } from './StoreProgress.tsx';

type OpeningScreenProps = {
  readonly banner: ReactNode;
  readonly progress: OutputOf<'store.status'>['progress'];
};

/** What stands on the screen while the records are being opened. */
export function OpeningScreen({ banner, progress }: OpeningScreenProps) {
  return (
    <CenteredPage banner={banner} maxWidthRem={36}>
      <PageHeader title="Opening the records" />
      <Panel>
        <StoreProgress progress={progress} otherwise="Opening…" />
      </Panel>
    </CenteredPage>
  );
}
