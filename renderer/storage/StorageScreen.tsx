import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Grid } from '../ui/Grid.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { BackupsPanel } from './BackupsPanel.tsx';
import { CheckPanel } from './CheckPanel.tsx';
import { KeysPanel } from './KeysPanel.tsx';
import { SchedulePanel } from './SchedulePanel.tsx';
import { SpacePanel } from './SpacePanel.tsx';

/** How the records are kept: backups, space, whether they are whole, and what opens them. */
export function StorageScreen() {
  const status = useOperation('storage.status', {});
  const { data: site } = useOperation('site.status', {});
  const timeZone = site?.site?.timeZone;
  return (
    <Stack gap={5}>
      <PageHeader
        title="Storage and backups"
        subtitle="Everything stands encrypted on this computer"
      />
      {status.data === undefined ? (
        <QueryNotice query={status} what="Storage" />
      ) : (
        <>
          <BackupsPanel status={status.data} timeZone={timeZone} />
          <Grid gap={5} minColumnRem={26}>
            <Stack gap={5}>
              <SchedulePanel schedule={status.data.schedule} />
              <CheckPanel lastVerify={status.data.lastVerify} timeZone={timeZone} />
            </Stack>
            <Stack gap={5}>
              <SpacePanel status={status.data} />
              <KeysPanel
                status={status.data}
                clinic={site?.site?.name ?? null}
                timeZone={timeZone}
              />
            </Stack>
          </Grid>
        </>
      )}
    </Stack>
  );
}
