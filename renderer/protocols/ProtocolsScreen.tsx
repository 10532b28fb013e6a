import { ListChecks, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Protocol } from '../../shared/protocols/protocol.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { etiologiesWords } from './protocol-words.ts';

const columns: readonly Column<Protocol>[] = [
  {
    key: 'title',
    header: 'Protocol',
    isRowHeader: true,
    render: (protocol) => (
      <Row>
        <span dir="auto">{protocol.title}</span>
        {protocol.retiredAt !== null && <Badge>Retired</Badge>}
      </Row>
    ),
  },
  { key: 'for', header: 'For', render: etiologiesWords },
  { key: 'version', header: 'Version', align: 'end', render: ({ version }) => version },
  { key: 'running', header: 'Running on', align: 'end', render: runningWords, isNoWrap: true },
  { key: 'asOf', header: 'As of', isNoWrap: true, render: ({ asOf }) => formatCivilDate(asOf) },
];

function runningWords({ runningCount }: Protocol): string {
  return runningCount === 1 ? '1 wound' : `${runningCount} wounds`;
}

/** The site's treatment protocols, for reading, writing and retiring. */
export function ProtocolsScreen() {
  const [includeRetired, setIncludeRetired] = useState(false);
  const protocols = useOperation('protocols.list', { includeRetired }, { keepsPrevious: true });
  const go = useNavigation((navigation) => navigation.go);
  const mayWrite = useMay('rules.manage');
  return (
    <Stack gap={5}>
      <PageHeader
        title="Protocols"
        subtitle="Templates by kind of wound: what is done, when, and when somebody looks again"
        actions={
          mayWrite && (
            <Button
              variant="primary"
              icon={Plus}
              onPress={() => go({ screen: 'writeProtocol', protocolId: null })}
            >
              New protocol
            </Button>
          )
        }
      />
      <Checkbox label="Show retired ones too" value={includeRetired} onChange={setIncludeRetired} />
      {protocols.data === undefined ? (
        <QueryNotice query={protocols} what="Protocols" />
      ) : (
        <Panel isFlush>
          <DataTable
            caption="Protocols"
            isCaptionHidden
            columns={columns}
            rows={protocols.data}
            rowKey={({ protocolId }) => protocolId}
            rowTone={({ retiredAt }) => (retiredAt === null ? undefined : 'muted')}
            rowAction={{
              label: ({ title }) => `${title}, open protocol`,
              onPress: ({ protocolId }) => go({ screen: 'protocol', protocolId }),
            }}
            emptyState={
              <EmptyState icon={ListChecks} title="No protocols">
                Write one, and it can be started on a wound of its kind.
              </EmptyState>
            }
          />
        </Panel>
      )}
    </Stack>
  );
}
