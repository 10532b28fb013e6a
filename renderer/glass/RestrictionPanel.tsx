import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { ChartRestriction } from '../../shared/glass/contract.ts';
import { restrictionWords } from '../../shared/glass/glass.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';

type LiftProps = { readonly patientId: string; readonly onClose: () => void };

function LiftDialog({ patientId, onClose }: LiftProps) {
  const lifting = useChange('charts.liftRestriction');
  const [notice, setNotice] = useState<string | null>(null);
  async function lift(): Promise<void> {
    setNotice(null);
    const reply = await lifting.mutateAsync({ patientId }).catch(() => null);
    if (reply?.ok) onClose();
    else setNotice(whyNot(reply));
  }
  return (
    <ConfirmDialog
      isOpen
      title="Lift the restriction?"
      confirmLabel="Lift the restriction"
      isPending={lifting.isPending}
      onConfirm={() => void lift()}
      onCancel={onClose}
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <p>The chart then opens to everybody who may read charts.</p>
      </Stack>
    </ConfirmDialog>
  );
}

export type RestrictionPanelProps = {
  readonly patientId: string;
  readonly restriction: ChartRestriction | null;
  readonly timeZone: string;
};

/** Says that a chart is restricted, why and by whom; nothing where it is not. */
export function RestrictionPanel({ patientId, restriction, timeZone }: RestrictionPanelProps) {
  const mayLift = useMay('charts.restrict');
  const [isLifting, setLifting] = useState(false);
  if (restriction === null) return null;
  const { reason, restrictedByName, restrictedAt } = restriction;
  const isOwn = restriction.patientId === patientId;
  return (
    <>
      <InlineMessage
        tone="info"
        title={
          isOwn ? 'This chart is restricted' : 'A linked chart is restricted, and this one with it'
        }
        actions={
          mayLift && isOwn && <Button onPress={() => setLifting(true)}>Lift the restriction</Button>
        }
      >
        {restrictionWords[reason]}. By {apart(restrictedByName)},{' '}
        {formatInstant(restrictedAt, timeZone)}.
      </InlineMessage>
      {isLifting && <LiftDialog patientId={patientId} onClose={() => setLifting(false)} />}
    </>
  );
}
