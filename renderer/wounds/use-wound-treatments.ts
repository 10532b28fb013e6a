import { useMemo } from 'react';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { useOperation } from '../client/use-operation.ts';

/** More than any wound has. */
const LIMIT = 1000;

const none: readonly TreatmentRecord[] = [];

/** The treatments of a wound, newest first: from the chart where it holds them all, else from the list. */
export function useWoundTreatments(patientId: string, woundId: string) {
  const chart = useOperation('patients.getChart', { patientId });
  const isWhole =
    chart.data !== undefined && chart.data.treatments.length >= chart.data.treatmentCount;
  const list = useOperation(
    'treatments.list',
    { patientId, limit: LIMIT, offset: 0 },
    { enabled: chart.data !== undefined && !isWhole },
  );
  const all = isWhole ? chart.data.treatments : (list.data?.records ?? none);
  return useMemo(() => all.filter((record) => record.woundId === woundId), [all, woundId]);
}
