import type { Wound } from '../../shared/wounds/wound.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';

/** What every screen of a wound shows around it. */
export type WoundScene = Pick<OutputOf<'patients.getChart'>, 'patient' | 'allergies'> & {
  readonly wounds: readonly Wound[];
  readonly today: string;
  readonly timeZone: string;
};

/** The patient and the wounds; `scene` is null until both are read. */
export function useWoundScene(patientId: string) {
  const chart = useOperation('patients.getChart', { patientId });
  const wounds = useOperation('wounds.list', { patientId });
  const site = useSite();
  const scene: WoundScene | null =
    chart.data && wounds.data && site
      ? {
          patient: chart.data.patient,
          allergies: chart.data.allergies,
          wounds: wounds.data,
          ...site,
        }
      : null;
  return { chart, wounds, scene, failed: wounds.error === null ? chart : wounds };
}
