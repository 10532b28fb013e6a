import { useState } from 'react';
import type { LinkedChart } from '../../shared/patients/contract.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { chartName } from './pair-words.ts';

export type PreferredChartProps = {
  readonly own: Patient;
  readonly chart: LinkedChart;
  readonly preferredPatientId: string | null;
};

function useChoosing({ own, chart }: PreferredChartProps) {
  const choose = useChange('patients.preferChart');
  const [notice, setNotice] = useState<string | null>(null);
  async function send(preferredPatientId: string): Promise<void> {
    setNotice(null);
    const pair = { patientId: own.id, otherPatientId: chart.patient.id };
    const reply = await choose.mutateAsync({ ...pair, preferredPatientId }).catch(() => null);
    if (reply === null) setNotice('It could not be saved. Please try again.');
    else if (!reply.ok) setNotice(reply.failure.message);
  }
  return { notice, send, isPending: choose.isPending };
}

/** Which of two linked charts new records go to, and the way to choose the other one. */
export function PreferredChart(props: PreferredChartProps) {
  const { own, chart, preferredPatientId } = props;
  const mayChoose = useMay('patients.write');
  const choosing = useChoosing(props);
  const isThere = preferredPatientId === chart.patient.id;
  const isHere = preferredPatientId === own.id;
  const choice = (to: Patient, words: string) => (
    <Button
      isPending={choosing.isPending}
      aria-label={`${words}: ${chartName(to)}`}
      onPress={() => void choosing.send(to.id)}
    >
      {words}
    </Button>
  );
  // Two that only a third chart links have no link of their own to say it of.
  const mayHere = mayChoose && chart.link !== null;
  return (
    <>
      {choosing.notice !== null && <FormNotice>{choosing.notice}</FormNotice>}
      <InlineMessage
        tone={isThere ? 'caution' : 'info'}
        title={
          isThere
            ? 'New records go to the linked chart'
            : isHere
              ? 'New records go to this chart'
              : 'Nobody has said to which chart new records go'
        }
        actions={
          mayHere && (
            <>
              {!isHere && choice(own, 'Use this chart')}
              {!isThere && choice(chart.patient, 'Use the linked chart')}
            </>
          )
        }
      >
        {isThere &&
          'Open it to log a treatment or an assessment. What is recorded here stays in this chart.'}
      </InlineMessage>
    </>
  );
}
