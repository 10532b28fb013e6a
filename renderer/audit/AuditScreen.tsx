import { useState } from 'react';
import type { NamedEvent } from '../../shared/audit/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { AuditEventsPanel } from './AuditEventsPanel.tsx';
import { AuditFilterFields } from './AuditFilterFields.tsx';
import { askedOf, openChoice } from './audit-filter.ts';
import { ChartViewersPanel } from './ChartViewersPanel.tsx';
import { VerifyTrailPanel } from './VerifyTrailPanel.tsx';

type View = 'events' | 'verify';

type AuditEventsProps = { readonly ofPatient: string | null; readonly timeZone: string };

function AuditEvents({ ofPatient, timeZone }: AuditEventsProps) {
  const [choice, setChoice] = useState(() => openChoice(ofPatient));
  const [picked, setPicked] = useState<NamedEvent['patient']>(null);
  const { patientId } = choice;
  const viewers = useOperation(
    'audit.chartViewers',
    { patientId: patientId ?? '' },
    { enabled: patientId !== null },
  );
  const found = patientId === null ? undefined : viewers.data;
  const asked = askedOf(choice, timeZone);
  return (
    <Stack gap={5}>
      {found !== undefined ? (
        <ChartViewersPanel
          found={found}
          timeZone={timeZone}
          onPerson={(userId) => setChoice({ ...choice, userId })}
        />
      ) : (
        patientId !== null && <QueryNotice query={viewers} what="Who has seen the chart" />
      )}
      <AuditFilterFields
        choice={choice}
        onChange={setChoice}
        patient={found?.patient ?? picked}
        onPatient={(patient) => {
          setPicked(patient);
          setChoice({ ...choice, patientId: patient?.id ?? null });
        }}
      />
      <AuditEventsPanel key={JSON.stringify(asked)} asked={asked} timeZone={timeZone} />
    </Stack>
  );
}

/** Who did or saw what, and whether the record of it is whole; or that of one chart. */
export function AuditScreen({ ofPatient }: { readonly ofPatient: string | null }) {
  const [view, setView] = useState<View>('events');
  const site = useSite();
  return (
    <Stack gap={5}>
      <PageHeader
        title="Audit"
        subtitle="Who did or saw what, and whether what is written of it is whole"
      />
      {site === null ? (
        <ProgressBar label="Audit: reading…" />
      ) : (
        <Tabs<View>
          label="Audit"
          selectedKey={view}
          onSelect={setView}
          tabs={[
            {
              key: 'events',
              label: 'Who did what',
              content: <AuditEvents ofPatient={ofPatient} timeZone={site.timeZone} />,
            },
            {
              key: 'verify',
              label: 'Verify the trail',
              content: <VerifyTrailPanel timeZone={site.timeZone} />,
            },
          ]}
        />
      )}
    </Stack>
  );
}
