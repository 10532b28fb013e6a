import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { DevicesPanel } from './DevicesPanel.tsx';
import { EnrolForm } from './EnrolForm.tsx';
import { LeavePanel } from './LeavePanel.tsx';
import { SyncStatePanel } from './SyncStatePanel.tsx';
import { UnsentFilePanel } from './UnsentFilePanel.tsx';
import { useSyncStatus } from './use-sync-status.ts';

function SwitchOnPanel() {
  const mayManage = useMay('storage.manage');
  return (
    <Panel heading="Sync is off">
      <Stack>
        <p className="sync-words">
          Sync brings what is recorded here to a server of your site, and what others record there
          to this computer. Work never waits for it: without a network everything goes on here, and
          is sent later.
        </p>
        {mayManage ? (
          <>
            <p className="sync-words">
              The first computer of a site brings its records there. If the site has records
              already, those come here: the people and settings of this computer make room for them
              and are kept in a backup file, in the folder for backups. A computer with patients of
              its own does not join such a site.
            </p>
            <EnrolForm how="enrol" saveLabel="Make this computer a device of the site" />
          </>
        ) : (
          <p>An administrator can switch it on.</p>
        )}
      </Stack>
    </Panel>
  );
}

/** Whether this computer syncs with its site, and which other computers do. */
export function SyncScreen() {
  const status = useSyncStatus();
  const mayManage = useMay('storage.manage');
  const { data: site } = useOperation('site.status', {});
  const timeZone = site?.site?.timeZone;
  return (
    <Stack gap={5}>
      <PageHeader title="Sync" subtitle="Several computers, one site" />
      {status.data === undefined ? (
        <QueryNotice query={status} what="Sync" />
      ) : status.data.state === 'off' ? (
        <SwitchOnPanel />
      ) : (
        <>
          <SyncStatePanel status={status.data} timeZone={timeZone} />
          {mayManage && (
            <>
              <DevicesPanel timeZone={timeZone} />
              <UnsentFilePanel status={status.data} timeZone={timeZone} />
              <LeavePanel status={status.data} />
            </>
          )}
        </>
      )}
    </Stack>
  );
}
