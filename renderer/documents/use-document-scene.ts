import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';

/** The chart that documents are attached to; `scene` is null until it is read. */
export function useDocumentScene(patientId: string) {
  const chart = useOperation('patients.getChart', { patientId });
  const wounds = useOperation('wounds.list', { patientId });
  const site = useSite();
  const scene =
    chart.data && wounds.data && site ? { chart: chart.data, wounds: wounds.data, ...site } : null;
  return { scene, failed: chart.error === null ? wounds : chart };
}

export type DocumentScene = NonNullable<ReturnType<typeof useDocumentScene>['scene']>;
