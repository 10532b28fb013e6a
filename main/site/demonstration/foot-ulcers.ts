import type { Care, Course } from './course.ts';

const debridement: Care = {
  procedure: 'Selective debridement (97597), alginate dressing',
  uses: [['DEMO-ALGINATE-4X4', 1]],
};
const alginate: Care = {
  procedure: 'Dressing change, offloading checked',
  uses: [['DEMO-ALGINATE-4X4', 1]],
};
const membrane: Care = {
  procedure: 'Application of skin substitute, foot (15275)',
  uses: [
    ['DEMO-CONTACT-4X4', 1],
    ['DEMO-AMNION-4X4', 1],
  ],
};
const smallMembrane: Care = {
  procedure: 'Application of skin substitute, foot (15275)',
  uses: [
    ['DEMO-CONTACT-4X4', 1],
    ['DEMO-AMNION-2X2', 1],
  ],
};
const debridedSilverFoam: Care = {
  procedure: 'Selective debridement (97597), silver foam dressing',
  uses: [['DEMO-FOAM-SILVER-4X4', 1]],
};
const silverFoam: Care = {
  ...debridedSilverFoam,
  procedure: 'Autolytic debridement, silver foam dressing',
};
const hydrogel: Care = {
  procedure: 'Dressing change, heel offloaded',
  uses: [['DEMO-HYDROGEL-4X4', 1]],
};

export const footUlcers: readonly Course[] = [
  {
    mrn: 'DEMO-0003',
    place: ['firstMetatarsalHead', 'left', 'sole'],
    etiology: 'diabetic',
    diagnosisCode: 'L97.522',
    onsetDaysAgo: 120,
    isOnsetEstimated: true,
    diagnosis: 'Diabetic foot ulcer, left, type 2 diabetes (E11.621, L97.522)',
    visits: [
      [
        82,
        'clinician',
        debridement,
        '3.1 x 2.8 x 0.4 cm. A1c 8.4. Probe to bone negative.',
        {
          size: [31, 28, 4],
          bed: [0, 70, 30, 0],
          exudate: 'moderate',
          odour: 'none',
          infectionSigns: [],
        },
      ],
      [
        75,
        'clinicNurse',
        alginate,
        '3.1 x 2.7 cm. Boot worn indoors, not outdoors. Talked it over.',
        { size: [31, 27], bed: [0, 75, 25, 0], exudate: 'moderate' },
      ],
      [
        68,
        'clinicNurse',
        alginate,
        '3.0 x 2.6 cm. Callus at the edge again.',
        { size: [30, 26], bed: [0, 80, 20, 0], exudate: 'moderate' },
      ],
      [
        61,
        'clinician',
        debridement,
        '2.9 x 2.5 cm. Under 20% smaller in 3 weeks; photos taken.',
        { size: [29, 25], bed: [0, 85, 15, 0], exudate: 'moderate', infectionSigns: ['stalled'] },
      ],
      [
        54,
        'clinicNurse',
        alginate,
        '2.9 x 2.5 cm. No sign of infection.',
        { size: [29, 25], bed: [0, 90, 10, 0], exudate: 'light', infectionSigns: ['stalled'] },
      ],
      [
        47,
        'clinician',
        membrane,
        '2.8 x 2.4 cm after 5 weeks of standard care. First membrane, no tape on the skin.',
        { size: [28, 24], bed: [0, 95, 5, 0], exudate: 'light', infectionSigns: [] },
      ],
      [
        40,
        'clinician',
        membrane,
        '2.3 x 1.9 cm. Membrane taken up. Second application.',
        { size: [23, 19], bed: [5, 95, 0, 0], exudate: 'light' },
      ],
      [
        33,
        'clinician',
        membrane,
        '1.7 x 1.4 cm. Third application, offloading kept up.',
        { size: [17, 14], bed: [10, 90, 0, 0], exudate: 'light' },
      ],
      [
        26,
        'clinicNurse',
        smallMembrane,
        '1.2 x 1.0 cm. Fourth application, small piece.',
        { size: [12, 10], bed: [20, 80, 0, 0], exudate: 'light' },
      ],
      [
        12,
        'clinicNurse',
        alginate,
        '0.8 x 0.6 cm. Sugar diary much better. Very pleased.',
        { size: [8, 6], bed: [40, 60, 0, 0], exudate: 'none' },
      ],
      [
        5,
        'clinicNurse',
        alginate,
        '0.5 x 0.4 cm. Edges flat and pink.',
        { size: [5, 4], bed: [60, 40, 0, 0], exudate: 'none' },
      ],
    ],
  },
  {
    mrn: 'DEMO-0002',
    place: ['fifthMetatarsalHead', 'right', 'sole'],
    etiology: 'diabetic',
    diagnosisCode: 'L97.512',
    onsetDaysAgo: 37,
    diagnosis: 'Diabetic foot ulcer, right, type 2 diabetes (E11.621, L97.512)',
    visits: [
      [
        30,
        'clinician',
        debridedSilverFoam,
        '1.9 x 1.5 x 0.3 cm. Odor, no cellulitis. Culture sent.',
        {
          size: [19, 15, 3],
          bed: [0, 60, 40, 0],
          exudate: 'moderate',
          odour: 'moderate',
          infectionSigns: ['newOdour'],
        },
      ],
      [
        23,
        'clinicNurse',
        silverFoam,
        '1.8 x 1.4 cm. Odor gone. Culture: no growth.',
        {
          size: [18, 14],
          bed: [0, 70, 30, 0],
          exudate: 'moderate',
          odour: 'none',
          infectionSigns: [],
        },
      ],
      [
        16,
        'clinicNurse',
        silverFoam,
        '1.5 x 1.2 cm. Birth date checked aloud: two of this name.',
        { size: [15, 12], bed: [0, 85, 15, 0], exudate: 'light' },
      ],
      [
        9,
        'clinicNurse',
        silverFoam,
        '1.2 x 1.0 cm. New shoe insert fits well.',
        { size: [12, 10], bed: [0, 100, 0, 0], exudate: 'light' },
      ],
      [
        2,
        'clinicNurse',
        silverFoam,
        '1.0 x 0.8 cm. Granulating, minimal exudate.',
        { size: [10, 8], bed: [10, 90, 0, 0], exudate: 'light' },
      ],
    ],
  },
  {
    mrn: 'DEMO-0009',
    place: ['heel', 'left', 'back'],
    etiology: 'diabetic',
    diagnosisCode: 'L97.422',
    onsetDaysAgo: 80,
    isOnsetEstimated: true,
    diagnosis: 'Diabetic foot ulcer, left heel, type 1 diabetes (E10.621, L97.422)',
    visits: [
      [
        63,
        'clinician',
        hydrogel,
        '2.4 x 2.0 cm, dry. Declines products of bovine origin; noted.',
        { size: [24, 20], bed: [0, 10, 20, 70], exudate: 'none' },
      ],
      [
        49,
        'clinicNurse',
        hydrogel,
        '2.2 x 1.9 cm. Eschar softening.',
        { size: [22, 19], bed: [0, 30, 30, 40], exudate: 'light' },
      ],
      [
        35,
        'clinicNurse',
        hydrogel,
        '2.0 x 1.6 cm. Heel kept off the mattress at night.',
        { size: [20, 16], bed: [0, 60, 30, 10], exudate: 'light', tracedMm2: 251 },
      ],
      [
        21,
        'clinician',
        hydrogel,
        '1.6 x 1.2 cm. Collagen on the order not used: bovine.',
        { size: [16, 12], bed: [0, 80, 20, 0], exudate: 'light' },
      ],
      [
        7,
        'clinicNurse',
        hydrogel,
        '1.3 x 1.0 cm. Moist, pink base.',
        { size: [13, 10], bed: [10, 90, 0, 0], exudate: 'light', tracedMm2: 102 },
      ],
      [
        1,
        'clinicNurse',
        hydrogel,
        '1.2 x 0.9 cm. Sheet changed early, had slipped.',
        { size: [12, 9], bed: [15, 85, 0, 0], exudate: 'light' },
      ],
    ],
  },
];
