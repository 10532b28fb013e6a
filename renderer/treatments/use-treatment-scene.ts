import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { lineChoices } from '../../shared/treatments/order-choice.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import type { TreatmentScene } from './use-treatment-form.ts';

/** The chart around a treatment form; `scene` is null until it is read. */
export function useTreatmentScene(patientId: string, correcting: TreatmentRecord | null) {
  const chart = useOperation('patients.getChart', { patientId });
  const site = useSite();
  const scene: TreatmentScene | null =
    chart.data && site
      ? {
          patient: chart.data.patient,
          allergies: chart.data.allergies,
          choices: lineChoices(chart.data.orders, correcting),
          ...site,
          correcting,
          needsReason: correcting !== null,
        }
      : null;
  return { chart, scene };
}
