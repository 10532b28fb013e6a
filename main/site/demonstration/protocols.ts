import type { DemonstrationMrn } from './patients.ts';
import type { PractitionerKey } from './people.ts';

type Said = readonly [daysAgo: number, kind: 'review' | 'deviation', stepId: string, words: string];

/** One of the examples, running on the wound of a patient. Steps by their ids in the example. */
export type DemonstrationRun = {
  readonly mrn: DemonstrationMrn;
  readonly example: 'venous' | 'diabetic' | 'pressure';
  readonly by: PractitionerKey;
  /** A day on which the wound was assessed and dressed. */
  readonly startedDaysAgo: number;
  readonly said: readonly Said[];
};

const fits = 'Boot worn and intact, glucose as agreed';
const away = 'Away for a family visit';

export const runs: readonly DemonstrationRun[] = [
  {
    mrn: 'DEMO-0001',
    example: 'venous',
    by: 'clinician',
    startedDaysAgo: 56,
    said: [[56, 'review', 'arterialSupply', 'ABI 1.02, pulses good: full compression']],
  },
  {
    mrn: 'DEMO-0003',
    example: 'diabetic',
    by: 'clinician',
    startedDaysAgo: 40,
    said: [
      [40, 'review', 'perfusionInfection', 'Foot pulses felt, no bone, no sign of infection'],
      [40, 'review', 'offLoading', fits],
      [33, 'review', 'offLoading', fits],
      [26, 'review', 'offLoading', fits],
      [19, 'deviation', 'offLoading', away],
      [19, 'deviation', 'dressing', away],
      [19, 'deviation', 'assessmentInterval', away],
      [12, 'review', 'offLoading', 'Boot left off on the journey; explained again'],
      [5, 'review', 'offLoading', fits],
    ],
  },
  {
    mrn: 'DEMO-0004',
    example: 'pressure',
    by: 'homeNurse',
    startedDaysAgo: 4,
    said: [[4, 'review', 'redistribution', 'Turned every two hours, foam mattress, eats well']],
  },
];
