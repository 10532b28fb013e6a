import { Archive, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { Protocol, ProtocolVersion } from '../../shared/protocols/protocol.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { adherenceWords, etiologiesWords, inTimeWords } from './protocol-words.ts';
import { RetireDialog } from './RetireDialog.tsx';
import { StepList } from './StepList.tsx';

type AdherenceOfProtocol = OutputOf<'protocols.adherence'>;
type StepRow = AdherenceOfProtocol['steps'][number];

const columns: readonly Column<StepRow>[] = [
  { key: 'step', header: 'Step', isRowHeader: true, render: ({ instruction }) => instruction },
  { key: 'due', header: 'Due', align: 'end', render: (row) => row.adherence.dueCount },
  { key: 'inTime', header: 'In time', align: 'end', render: (row) => row.adherence.inTimeCount },
  { key: 'late', header: 'Late', align: 'end', render: (row) => row.adherence.lateCount },
  { key: 'missed', header: 'Missed', align: 'end', render: (row) => row.adherence.missedCount },
  {
    key: 'otherProduct',
    header: 'Other product',
    align: 'end',
    render: (row) => row.adherence.otherProductCount,
  },
  { key: 'skipped', header: 'Left out', align: 'end', render: (row) => row.adherence.skippedCount },
  { key: 'open', header: 'Open', align: 'end', render: (row) => row.adherence.openCount },
];

/** How the protocol was followed, over all wounds and versions. */
function AdherencePanel({ protocolId }: { readonly protocolId: string }) {
  const query = useOperation('protocols.adherence', { protocolId });
  if (query.data === undefined) return <QueryNotice query={query} what="Adherence" />;
  const { runCount, runningCount, stoppedCount, total, steps } = query.data;
  return (
    <Panel heading="How it was followed" isFlush>
      <div className="protocol-adherence">
        <KeyValueList
          layout="columns"
          entries={[
            { key: 'runs', label: 'Started', value: `${runCount} (${runningCount} running)` },
            { key: 'stopped', label: 'Stopped early', value: String(stoppedCount) },
            { key: 'inTime', label: 'Steps done in time', value: inTimeWords(total) },
            { key: 'all', label: 'All steps', value: adherenceWords(total) },
          ]}
        />
      </div>
      <DataTable
        caption="Adherence by step"
        isCaptionHidden
        isDense
        columns={columns}
        rows={steps}
        rowKey={({ stepId }) => stepId}
      />
    </Panel>
  );
}

type VersionsProps = {
  readonly versions: readonly ProtocolVersion[];
  readonly timeZone: string;
};

function VersionPanel({ versions, timeZone }: VersionsProps) {
  // Until somebody chooses, the newest, also when one comes in.
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = versions.find(({ version }) => String(version) === chosen) ?? versions[0];
  if (!shown) return null;
  const { toleranceDays } = shown;
  return (
    <Panel heading="What it says">
      <Stack>
        {versions.length > 1 && (
          <SelectField
            label="Version"
            options={versions.map(({ version, writtenAt }) => ({
              key: String(version),
              label: `Version ${version}, ${formatInstant(writtenAt, timeZone)}`,
            }))}
            value={String(shown.version)}
            onChange={setChosen}
          />
        )}
        <KeyValueList
          layout="columns"
          entries={[
            { key: 'title', label: 'Title', value: shown.title },
            { key: 'for', label: 'For', value: etiologiesWords(shown) },
            {
              key: 'inTime',
              label: 'In time',
              value: `Up to ${toleranceDays} days before and after`,
            },
            { key: 'source', label: 'Source', value: shown.source },
            { key: 'asOf', label: 'As of', value: formatCivilDate(shown.asOf) },
            { key: 'by', label: 'Written by', value: shown.writtenByName ?? 'Caretrail' },
          ]}
        />
        <StepList content={shown} />
      </Stack>
    </Panel>
  );
}

function ProtocolActions({ protocol }: { readonly protocol: Protocol }) {
  const go = useNavigation((navigation) => navigation.go);
  const [isRetiring, setRetiring] = useState(false);
  const { protocolId } = protocol;
  if (!useMay('rules.manage') || protocol.retiredAt !== null) return null;
  return (
    <>
      <Button icon={Archive} onPress={() => setRetiring(true)}>
        Retire
      </Button>
      <Button
        variant="primary"
        icon={PenLine}
        onPress={() => go({ screen: 'writeProtocol', protocolId })}
      >
        Write new version
      </Button>
      {isRetiring && <RetireDialog protocol={protocol} onClose={() => setRetiring(false)} />}
    </>
  );
}

export type ProtocolScreenProps = { readonly protocolId: string };

/** One protocol in all its versions, and how it was followed. */
export function ProtocolScreen({ protocolId }: ProtocolScreenProps) {
  const protocols = useOperation('protocols.list', { includeRetired: true });
  const versions = useOperation('protocols.versions', { protocolId });
  const site = useSite();
  const protocol = protocols.data?.find((each) => each.protocolId === protocolId);
  if (protocol === undefined || versions.data === undefined)
    return <QueryNotice query={protocols.error === null ? versions : protocols} what="Protocol" />;
  return (
    <Stack gap={5}>
      <PageHeader
        title={protocol.title}
        subtitle={`Version ${protocol.version}, for ${etiologiesWords(protocol).toLowerCase()}`}
        actions={<ProtocolActions protocol={protocol} />}
      />
      {protocol.retiredAt !== null && (
        <InlineMessage tone="info" title="Retired: nobody starts it any more">
          {protocol.retirementReason}
        </InlineMessage>
      )}
      <VersionPanel versions={versions.data} timeZone={site?.timeZone ?? 'UTC'} />
      <AdherencePanel protocolId={protocolId} />
    </Stack>
  );
}
