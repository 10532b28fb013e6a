import { useState } from 'react';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { useOperation } from '../client/use-operation.ts';

const PAGE = 1000;

/** A record of a patient, from the chart or, when it is older than what the chart shows, from the list. */
export function useTreatmentRecord(patientId: string, treatmentRecordId: string) {
  const isIt = (record: TreatmentRecord) => record.id === treatmentRecordId;
  const chart = useOperation('patients.getChart', { patientId });
  const inChart = chart.data?.treatments.find(isIt);
  const [offset, setOffset] = useState(0);
  const list = useOperation(
    'treatments.list',
    { patientId, limit: PAGE, offset },
    { enabled: chart.data !== undefined && inChart === undefined },
  );
  const inList = list.data?.records.find(isIt);
  const isFurther =
    list.data !== undefined && inList === undefined && offset + PAGE < list.data.total;
  if (isFurther) setOffset(offset + PAGE);
  const record = inChart ?? inList ?? null;
  return { record, list, isMissing: record === null && list.data !== undefined && !isFurther };
}
