import type { Care, Course } from './course.ts';

const foamUnderCompression: Care = {
  procedure: 'Dressing change, multilayer compression (29581)',
  uses: [
    ['DEMO-WRAP-HIGH-4IN', 2],
    ['DEMO-FOAM-4X4', 1],
  ],
};
const zincPaste: Care = {
  procedure: 'Zinc paste boot (29580)',
  uses: [['DEMO-WRAP-ZINC-4IN', 1]],
};
const stocking: Care = {
  procedure: 'Fitting of compression stockings',
  uses: [['DEMO-STOCKING-30', 2]],
};

export const legUlcers: readonly Course[] = [
  {
    mrn: 'DEMO-0001',
    woundLocation: 'Left medial ankle',
    diagnosis: 'Venous leg ulcer, left, medial ankle (I83.023, L97.322)',
    visits: [
      [
        56,
        'clinician',
        foamUnderCompression,
        '5.2 x 3.6 x 0.3 cm. ABI 1.02, pulses good. Heavy exudate, 60% slough. Latex-free wraps only.',
      ],
      [49, 'clinicNurse', foamUnderCompression, '5.0 x 3.4 cm. Edema down, wraps well tolerated.'],
      [42, 'clinicNurse', foamUnderCompression, '4.6 x 3.1 cm. Slough 30%, moderate exudate.'],
      [35, 'clinicNurse', foamUnderCompression, '4.1 x 2.8 cm. Walked to the market and back.'],
      [28, 'clinician', foamUnderCompression, '3.5 x 2.3 cm, 33% smaller in area than at start.'],
      [21, 'clinicNurse', foamUnderCompression, '3.1 x 2.0 cm. 90% granulation. Pain 2 of 10.'],
      [14, 'clinicNurse', foamUnderCompression, '2.7 x 1.7 cm. New skin along the upper edge.'],
      [7, 'clinicNurse', foamUnderCompression, '2.2 x 1.4 cm. Light exudate, skin around intact.'],
    ],
  },
  {
    mrn: 'DEMO-0010',
    woundLocation: 'Right lower leg, anterior',
    diagnosis: 'Venous leg ulcer, right, lower leg (I83.018, L97.812)',
    visits: [
      [80, 'clinician', zincPaste, '3.0 x 2.2 cm, shallow, weeping. Second ulcer in three years.'],
      [73, 'clinicNurse', zincPaste, '2.8 x 2.0 cm. Boot stayed up all week.'],
      [66, 'clinicNurse', zincPaste, '2.3 x 1.7 cm. Itching eased with the zinc.'],
      [59, 'clinicNurse', zincPaste, '1.8 x 1.2 cm. Ankle 2 cm slimmer.'],
      [52, 'clinicNurse', zincPaste, '1.1 x 0.8 cm. Clean, pink base.'],
      [45, 'clinicNurse', zincPaste, '0.5 x 0.4 cm. Nearly there; he brought tomatoes.'],
      [
        38,
        'clinician',
        stocking,
        'Closed. Stockings fitted, on each morning. Recheck in 4 months.',
      ],
    ],
  },
];
