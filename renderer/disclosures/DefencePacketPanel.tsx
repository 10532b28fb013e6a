import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { DiscloseDialog } from './DiscloseDialog.tsx';

type DefencePacketPanelProps = {
  readonly patientId: string;
  readonly treatmentRecordId: string;
  readonly today: string;
};

/** The way from a treatment to what defends it in an audit, for whoever may give charts out. */
export function DefencePacketPanel(props: DefencePacketPanelProps) {
  const mayDisclose = useMay('charts.disclose');
  const [isOpen, setOpen] = useState(false);
  if (!mayDisclose) return null;
  return (
    <Panel heading="Audit packet">
      <Button icon={ShieldCheck} isFullWidth onPress={() => setOpen(true)}>
        Make an audit packet
      </Button>
      {isOpen && <DiscloseDialog {...props} onClose={() => setOpen(false)} />}
    </Panel>
  );
}
