import { FileOutput, HeartPulse } from 'lucide-react';
import { useState } from 'react';
import type { PatientDevice } from '../../shared/exchange/patient-device.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FhirFile } from './FhirFile.tsx';

export type FhirChartPanelProps = { readonly patientId: string };

/** Devices that other systems told of, and this chart for another system. Asked for when it is wanted. */
export function FhirChartPanel({ patientId }: FhirChartPanelProps) {
  const mayExport = useMay('billing.export');
  const start = useChange('exchange.exportFhir');
  const [showsDevices, setShowsDevices] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function write() {
    const reply = await start.mutateAsync({ scope: { patientId }, form: 'bundle' });
    setProblem(reply.ok ? null : reply.failure.message);
    if (reply.ok) setJobId(reply.value.jobId);
  }
  return (
    <Panel heading="Other systems">
      <Stack gap={3}>
        {showsDevices && <Devices patientId={patientId} />}
        {problem !== null && <FormNotice title="Nothing was written">{problem}</FormNotice>}
        {jobId !== null && (
          <JobProgressPanel
            key={jobId}
            jobId={jobId}
            heading="Chart as FHIR"
            isResumable={false}
            renderDone={(value) => <FhirFile value={value} fileName="chart-fhir.json" />}
          />
        )}
        <Row isWrapping>
          {!showsDevices && (
            <Button variant="quiet" icon={HeartPulse} onPress={() => setShowsDevices(true)}>
              Show devices
            </Button>
          )}
          {mayExport && (
            <Button
              variant="quiet"
              icon={FileOutput}
              isPending={start.isPending}
              onPress={() => void write()}
            >
              Write chart as FHIR
            </Button>
          )}
        </Row>
      </Stack>
    </Panel>
  );
}

function Devices({ patientId }: FhirChartPanelProps) {
  const query = useOperation('exchange.devices', { patientId });
  if (query.data === undefined) return <QueryNotice query={query} what="Devices" />;
  if (query.data.length === 0) return <p>No other system has told of a device.</p>;
  return (
    <Stack gap={3}>
      {query.data.map((device) => (
        <section key={device.id} aria-label={device.name}>
          <KeyValueList entries={entriesOf(device)} />
        </section>
      ))}
    </Stack>
  );
}

function entriesOf(device: PatientDevice) {
  const { expiresOn, deviceIdentifier, lotNumber, serialNumber } = device;
  return [
    { key: 'name', label: 'Device', value: device.name },
    { key: 'identifier', label: 'Device identifier', value: deviceIdentifier ?? '' },
    { key: 'lot', label: 'Lot', value: lotNumber ?? '' },
    { key: 'serial', label: 'Serial', value: serialNumber ?? '' },
    {
      key: 'expires',
      label: 'Expires',
      value: expiresOn === null ? '' : formatCivilDate(expiresOn),
    },
  ];
}
