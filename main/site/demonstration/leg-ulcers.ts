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
const recheck: Care = { procedure: 'Wound looked at, nothing applied', uses: [] };
const stocking: Care = {
  procedure: 'Fitting of compression stockings',
  uses: [['DEMO-STOCKING-30', 2]],
};

export const legUlcers: readonly Course[] = [
  {
    mrn: 'DEMO-0001',
    place: ['medialMalleolus', 'left', 'front'],
    etiology: 'venous',
    diagnosisCode: 'I83.023',
    onsetDaysAgo: 110,
    isOnsetEstimated: true,
    diagnosis: 'Venous leg ulcer, left, medial ankle (I83.023, L97.322)',
    visits: [
      [
        56,
        'clinician',
        foamUnderCompression,
        '5.2 x 3.6 x 0.3 cm. ABI 1.02, pulses good. Heavy exudate, 60% slough. Latex-free wraps only.',
        {
          size: [52, 36, 3],
          bed: [0, 40, 60, 0],
          exudate: 'heavy',
          exudateType: 'serous',
          oedema: 'moderate',
          painScore: 5,
          infectionSigns: [],
        },
      ],
      [
        49,
        'clinicNurse',
        foamUnderCompression,
        '5.0 x 3.4 cm. Edema down, wraps well tolerated.',
        { size: [50, 34], bed: [0, 50, 50, 0], exudate: 'heavy', oedema: 'mild' },
      ],
      [
        42,
        'clinicNurse',
        foamUnderCompression,
        '4.6 x 3.1 cm. Slough 30%, moderate exudate.',
        { size: [46, 31], bed: [0, 70, 30, 0], exudate: 'moderate' },
      ],
      [
        35,
        'clinicNurse',
        foamUnderCompression,
        '4.1 x 2.8 cm. Walked to the market and back.',
        { size: [41, 28], bed: [5, 75, 20, 0], exudate: 'moderate' },
      ],
      [
        28,
        'clinician',
        foamUnderCompression,
        '3.5 x 2.3 cm, 57% smaller in area than at start.',
        { size: [35, 23], bed: [10, 80, 10, 0], exudate: 'moderate', painScore: 3 },
      ],
      [
        21,
        'clinicNurse',
        foamUnderCompression,
        '3.1 x 2.0 cm. 90% granulation. Pain 2 of 10.',
        { size: [31, 20], bed: [5, 90, 5, 0], exudate: 'light', painScore: 2 },
      ],
      [
        14,
        'clinicNurse',
        foamUnderCompression,
        '2.7 x 1.7 cm. New skin along the upper edge.',
        { size: [27, 17], bed: [20, 80, 0, 0], exudate: 'light' },
      ],
      [
        7,
        'clinicNurse',
        foamUnderCompression,
        '2.2 x 1.4 cm. Light exudate, skin around intact.',
        { size: [22, 14], bed: [30, 70, 0, 0], exudate: 'light', oedema: 'none' },
      ],
    ],
  },
  {
    mrn: 'DEMO-0010',
    place: ['lowerLegAnterior', 'right', 'front'],
    etiology: 'venous',
    diagnosisCode: 'I83.018',
    onsetDaysAgo: 95,
    isOnsetEstimated: true,
    end: { daysAgo: 38, reason: 'healed', reopenedDaysAgo: 2 },
    diagnosis: 'Venous leg ulcer, right, lower leg (I83.018, L97.812)',
    visits: [
      [
        80,
        'clinician',
        zincPaste,
        '3.0 x 2.2 cm, shallow, weeping. Second ulcer in three years.',
        { size: [30, 22], bed: [0, 80, 20, 0], exudate: 'moderate', oedema: 'moderate' },
      ],
      [
        73,
        'clinicNurse',
        zincPaste,
        '2.8 x 2.0 cm. Boot stayed up all week.',
        { size: [28, 20], bed: [0, 90, 10, 0], exudate: 'moderate' },
      ],
      [
        66,
        'clinicNurse',
        zincPaste,
        '2.3 x 1.7 cm. Itching eased with the zinc.',
        { size: [23, 17], bed: [10, 90, 0, 0], exudate: 'moderate' },
      ],
      [
        59,
        'clinicNurse',
        zincPaste,
        '1.8 x 1.2 cm. Ankle 2 cm slimmer.',
        { size: [18, 12], bed: [20, 80, 0, 0], exudate: 'light' },
      ],
      [
        52,
        'clinicNurse',
        zincPaste,
        '1.1 x 0.8 cm. Clean, pink base.',
        { size: [11, 8], bed: [30, 70, 0, 0], exudate: 'light', oedema: 'none' },
      ],
      [
        45,
        'clinicNurse',
        zincPaste,
        '0.5 x 0.4 cm. Nearly there; he brought tomatoes.',
        { size: [5, 4], bed: [50, 50, 0, 0], exudate: 'light' },
      ],
      [
        38,
        'clinician',
        stocking,
        'Closed. Stockings fitted, on each morning. Recheck in 4 months.',
        { size: [0, 0], bed: [100, 0, 0, 0], exudate: 'none' },
      ],
      [
        2,
        'clinician',
        recheck,
        '0.9 x 0.6 cm, open again: stockings left off for two weeks. Wraps to be ordered.',
        { size: [9, 6], bed: [0, 90, 10, 0], exudate: 'light', oedema: 'mild', infectionSigns: [] },
      ],
    ],
  },
];
