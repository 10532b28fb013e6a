import { useEffect } from 'react';
import type { Patient } from '../../shared/patients/patient.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { AnotherWasted } from '../inventory/WasteOfPatientPanel.tsx';
import { RecordOutcome, SignNow, useRecordActions } from '../signing/RecordActionsPanel.tsx';
import { formatTimeOfDay } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { signableTreatment } from './signable-treatment.ts';
import { pointAt, useTreatmentsOnScreen } from './treatments-store.ts';

export type JustSavedPanelProps = {
  readonly patient: Patient;
  /** The newest of the chart, to tell where the saved record stands by now. */
  readonly treatments: readonly TreatmentRecord[];
  readonly timeZone: string;
};

type JustSavedProps = Omit<JustSavedPanelProps, 'treatments'> & { readonly saved: TreatmentRecord };

function JustSaved({ saved, patient, timeZone }: JustSavedProps) {
  const acting = useRecordActions(signableTreatment(saved, patient));
  if (acting.told === 'signed') return <RecordOutcome acting={acting} />;
  return (
    <>
      <RecordOutcome acting={acting} />
      <InlineMessage
        tone="success"
        title={`Saved on this computer · ${formatTimeOfDay(saved.updatedAt, timeZone)}`}
        actions={
          <>
            <AnotherWasted saved={saved} patient={patient} />
            <SignNow acting={acting} />
          </>
        }
      >
        {saved.quantityUsed} × {saved.productName}
        {saved.version > 1 && ' · corrected'}
        {saved.signedAt === null && ' · not signed yet'}
      </InlineMessage>
    </>
  );
}

/** Says that the last save of this patient's treatments succeeded, until another form or chart is opened. */
export function JustSavedPanel({ patient, treatments, timeZone }: JustSavedPanelProps) {
  const justSaved = useTreatmentsOnScreen((screen) => screen.justSaved);
  const saved = treatments.find(({ id }) => id === justSaved?.id) ?? justSaved;
  const isOver = saved !== null && (saved.patientId !== patient.id || saved.voidedAt !== null);
  useEffect(() => {
    if (isOver) pointAt(null);
  }, [isOver]);
  if (saved === null || isOver) return null;
  return <JustSaved key={saved.id} saved={saved} patient={patient} timeZone={timeZone} />;
}
