import { useEffect } from 'react';
import { formatTimeOfDay } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { pointAt, useTreatmentsOnScreen } from './treatments-store.ts';

export type JustSavedPanelProps = { readonly patientId: string; readonly timeZone: string };

/** Says that the last save of this patient's treatments succeeded, until another form or chart is opened. */
export function JustSavedPanel({ patientId, timeZone }: JustSavedPanelProps) {
  const justSaved = useTreatmentsOnScreen((screen) => screen.justSaved);
  const isOther = justSaved !== null && justSaved.patientId !== patientId;
  useEffect(() => {
    if (isOther) pointAt(null);
  }, [isOther]);
  if (justSaved?.patientId !== patientId) return null;
  return (
    <InlineMessage
      tone="success"
      title={`Saved on this computer · ${formatTimeOfDay(justSaved.updatedAt, timeZone)}`}
    >
      {justSaved.quantityUsed} × {justSaved.productName}
      {justSaved.version > 1 && ' · corrected'}
    </InlineMessage>
  );
}
