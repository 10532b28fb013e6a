import { type ReactNode, useEffect } from 'react';
import type { SyncStatus } from '../../shared/sync/contract.ts';
import { queryClient, useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Stack } from '../ui/Stack.tsx';
import { EnrolForm } from './EnrolForm.tsx';
import { FirstSyncProgress } from './FirstSyncProgress.tsx';

const LOOK_EVERY_MS = 2000;
const SELDOM_MS = 60_000;

/** The status of a computer that joins a site; null where none is joined. */
export function useJoining(): SyncStatus | null {
  const { data, dataUpdatedAt } = useOperation(
    'sync.status',
    {},
    {
      askAgainMs: (latest) =>
        latest === undefined || latest.state === 'off' ? SELDOM_MS : LOOK_EVERY_MS,
    },
  );
  const isOn = data !== undefined && data.state !== 'off';
  useEffect(() => {
    // The site is the last that comes: once it is here, somebody can sign in.
    if (isOn && dataUpdatedAt > 0)
      void queryClient.invalidateQueries({ queryKey: ['site.status'] });
  }, [isOn, dataUpdatedAt]);
  return isOn ? data : null;
}

type PageProps = { readonly banner: ReactNode };

/** Asks for the code with which this computer becomes one more of a site. */
export function JoinSitePage({ banner, onBack }: PageProps & { readonly onBack: () => void }) {
  return (
    <CenteredPage banner={banner} maxWidthRem={36}>
      <Stack gap={5}>
        <PageHeader
          title="Join a site"
          subtitle="The records of the site come to this computer, encrypted, and stay with it"
          actions={<Button onPress={onBack}>Back</Button>}
        />
        <Panel>
          <EnrolForm how="join" saveLabel="Join the site" />
        </Panel>
      </Stack>
    </CenteredPage>
  );
}

/** What is on screen until the records of the site are here. */
export function JoiningPage({ banner, status }: PageProps & { readonly status: SyncStatus }) {
  const { firstSync, attention, state } = status;
  return (
    <CenteredPage banner={banner} maxWidthRem={36}>
      <Stack gap={5}>
        <PageHeader
          title="Joining the site"
          subtitle="Everybody of the site can sign in here once its records are on this computer"
        />
        <Panel>
          <Stack>
            {firstSync === null ? (
              <ProgressBar label="Getting the records of the site…" />
            ) : (
              <FirstSyncProgress firstSync={firstSync} />
            )}
            {attention !== null && (
              <InlineMessage tone="caution" title="Needs attention">
                {attention.message}
              </InlineMessage>
            )}
            {state === 'offline' && (
              <InlineMessage tone="info">
                The server is not in reach just now. It goes on by itself once it is.
              </InlineMessage>
            )}
          </Stack>
        </Panel>
      </Stack>
    </CenteredPage>
  );
}
