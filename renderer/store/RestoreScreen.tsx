import type { ReactNode } from 'react';
import type { OutputOf } from '../client/use-operation.ts';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { RestorePanel } from './RestorePanel.tsx';
import { endRestore } from './start-store.ts';

type RestoreScreenProps = {
  readonly banner: ReactNode;
  readonly status: OutputOf<'store.status'>;
};

const KEPT = 'The records that stand here now are kept beside them, under another name.';
const UNREADABLE =
  'Nothing of them is changed or deleted. A backup can take their place and the work goes on from there.';

/** Puts a backup in the place of records that are locked, cannot be read, or are not there yet. */
export function RestoreScreen({ banner, status }: RestoreScreenProps) {
  const isUnreadable = status.state === 'unreadable';
  return (
    <CenteredPage banner={banner} maxWidthRem={42}>
      <Stack gap={5}>
        {isUnreadable ? (
          <>
            <PageHeader title="The records cannot be opened" subtitle={UNREADABLE} />
            {status.problem !== null && (
              <InlineMessage tone="danger" title="What is wrong">
                {status.problem}
              </InlineMessage>
            )}
          </>
        ) : (
          <PageHeader
            title="Restore a backup"
            subtitle={status.state === 'locked' ? KEPT : undefined}
          />
        )}
        <Panel heading={isUnreadable ? 'Restore a backup' : undefined}>
          <RestorePanel backups={status.backups} onCancel={isUnreadable ? undefined : endRestore} />
        </Panel>
      </Stack>
    </CenteredPage>
  );
}
