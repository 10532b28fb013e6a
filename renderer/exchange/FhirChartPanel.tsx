import { HeartPulse } from 'lucide-react';
import { useState } from 'react';
import type { PatientDevice } from '../../shared/exchange/patient-device.ts';
import { useOperation } from '../client/use-operation.ts';
import { DiscloseFhirPanel } from '../disclosures/DiscloseFhirPanel.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

export type FhirChartPanelProps = { readonly patientId: string };

/** Devices that other systems told of, and this chart for another system. Asked for when it is wanted. */
export function FhirChartPanel({ patientId }: FhirChartPanelProps) {
  const mayExport = useMay('billing.export');
  const [showsDevices, setShowsDevices] = useState(false);
  return (
    <Panel heading="Other systems">
      <Stack gap={3}>
        {showsDevices && <Devices patientId={patientId} />}
        <Row isWrapping>
          {!showsDevices && (
            <Button variant="quiet" icon={HeartPulse} onPress={() => setShowsDevices(true)}>
              Show devices
            </Button>
          )}
          {mayExport && (
            <DiscloseFhirPanel
              label="Give out as FHIR"
              variant="quiet"
              want={() => ({ scope: { patientId }, form: 'bundle', fileName: 'chart-fhir.json' })}
            />
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
