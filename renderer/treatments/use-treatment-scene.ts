import { permissionsOf, roles } from '../../shared/staff/role.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { lineChoices } from '../../shared/treatments/order-choice.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import type { TreatmentScene } from './use-treatment-form.ts';

/** Whose work treating is. */
const treats = roles.filter((role) => permissionsOf[role].includes('treatments.write'));

/** The chart around a treatment form; `scene` is null until it is read. */
export function useTreatmentScene(patientId: string, correcting: TreatmentRecord | null) {
  const chart = useOperation('patients.getChart', { patientId });
  const site = useSite();
  const wounds = useOperation('wounds.list', { patientId });
  const tiles = useOperation('session.tiles', {});
  const scene: TreatmentScene | null =
    chart.data && site && wounds.data && tiles.data
      ? {
          patient: chart.data.patient,
          allergies: chart.data.allergies,
          choices: lineChoices(chart.data.orders, correcting),
          wounds: wounds.data.filter(({ voidedAt }) => voidedAt === null),
          people: tiles.data.filter(({ role }) => treats.some((each) => each === role)),
          ...site,
          correcting,
          needsReason: correcting !== null,
        }
      : null;
  return { chart, scene };
}
