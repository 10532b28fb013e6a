import { Lock } from 'lucide-react';
import { useState } from 'react';
import {
  type RestrictionReason,
  restrictionReasons,
  restrictionWords,
} from '../../shared/glass/glass.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormDialog } from '../FormDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';

type DialogProps = { readonly patientId: string; readonly onClose: () => void };

const cards = restrictionReasons.map((reason) => ({
  key: reason,
  title: restrictionWords[reason],
}));

function RestrictDialog({ patientId, onClose }: DialogProps) {
  const [reason, setReason] = useState<RestrictionReason | null>(null);
  const [wasSent, setSent] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const restricting = useChange('charts.restrict');
  async function send(): Promise<void> {
    setSent(true);
    setNotice(null);
    if (reason === null) return;
    const reply = await restricting.mutateAsync({ patientId, reason }).catch(() => null);
    if (reply?.ok) onClose();
    else setNotice(whyNot(reply));
  }
  return (
    <FormDialog
      title="Restrict this chart?"
      saveLabel="Restrict the chart"
      isPending={restricting.isPending}
      onSave={() => void send()}
      onCancel={onClose}
      onClose={onClose}
    >
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      <p>
        Whoever recorded or signed something in it within the last 90 days goes on opening it.
        Everybody else breaks the glass, you too.
      </p>
      <RadioCards
        label="Reason"
        cards={cards}
        value={reason}
        isRequired
        error={wasSent && reason === null ? 'Reason is missing' : undefined}
        onChange={setReason}
      />
    </FormDialog>
  );
}

/** The way to restrict a chart that is not; show it to those who may. */
export function RestrictChartButton({ patientId }: { readonly patientId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={Lock} onPress={() => setOpen(true)}>
        Restrict this chart
      </Button>
      {isOpen && <RestrictDialog patientId={patientId} onClose={() => setOpen(false)} />}
    </>
  );
}
