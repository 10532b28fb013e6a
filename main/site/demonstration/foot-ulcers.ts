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
const silverFoam: Care = {
  procedure: 'Selective debridement (97597), silver foam dressing',
  uses: [['DEMO-FOAM-SILVER-4X4', 1]],
};
const hydrogel: Care = {
  procedure: 'Dressing change, heel offloaded',
  uses: [['DEMO-HYDROGEL-4X4', 1]],
};

export const footUlcers: readonly Course[] = [
  {
    mrn: 'DEMO-0003',
    woundLocation: 'Left foot, plantar, first metatarsal head',
    diagnosis: 'Diabetic foot ulcer, left, type 2 diabetes (E11.621, L97.522)',
    visits: [
      [82, 'clinician', debridement, '3.1 x 2.8 x 0.4 cm. A1c 8.4. Probe to bone negative.'],
      [
        75,
        'clinicNurse',
        alginate,
        '3.1 x 2.7 cm. Boot worn indoors, not outdoors. Talked it over.',
      ],
      [68, 'clinicNurse', alginate, '3.0 x 2.6 cm. Callus at the edge again.'],
      [61, 'clinician', debridement, '2.9 x 2.5 cm. Under 20% smaller in 3 weeks; photos taken.'],
      [54, 'clinicNurse', alginate, '2.9 x 2.5 cm. No sign of infection.'],
      [
        47,
        'clinician',
        membrane,
        '2.8 x 2.4 cm after 5 weeks of standard care. First membrane, no tape on the skin.',
      ],
      [40, 'clinician', membrane, '2.3 x 1.9 cm. Membrane taken up. Second application.'],
      [33, 'clinician', membrane, '1.7 x 1.4 cm. Third application, offloading kept up.'],
      [26, 'clinician', smallMembrane, '1.2 x 1.0 cm. Fourth application, small piece.'],
      [12, 'clinicNurse', alginate, '0.8 x 0.6 cm. Sugar diary much better. Very pleased.'],
      [5, 'clinicNurse', alginate, '0.5 x 0.4 cm. Edges flat and pink.'],
    ],
  },
  {
    mrn: 'DEMO-0002',
    woundLocation: 'Right foot, plantar, fifth metatarsal head',
    diagnosis: 'Diabetic foot ulcer, right, type 2 diabetes (E11.621, L97.512)',
    visits: [
      [30, 'clinician', silverFoam, '1.9 x 1.5 x 0.3 cm. Odor, no cellulitis. Culture sent.'],
      [23, 'clinicNurse', silverFoam, '1.8 x 1.4 cm. Odor gone. Culture: no growth.'],
      [16, 'clinicNurse', silverFoam, '1.5 x 1.2 cm. Birth date checked aloud: two of this name.'],
      [9, 'clinicNurse', silverFoam, '1.2 x 1.0 cm. New shoe insert fits well.'],
      [2, 'clinicNurse', silverFoam, '1.0 x 0.8 cm. Granulating, minimal exudate.'],
    ],
  },
  {
    mrn: 'DEMO-0009',
    woundLocation: 'Left heel',
    diagnosis: 'Diabetic foot ulcer, left heel, type 1 diabetes (E10.621, L97.422)',
    visits: [
      [63, 'clinician', hydrogel, '2.4 x 2.0 cm, dry. Declines products of bovine origin; noted.'],
      [49, 'clinicNurse', hydrogel, '2.2 x 1.9 cm. Eschar softening.'],
      [35, 'clinicNurse', hydrogel, '2.0 x 1.6 cm. Heel kept off the mattress at night.'],
      [21, 'clinician', hydrogel, '1.6 x 1.2 cm. Collagen on the order not used: bovine.'],
      [7, 'clinicNurse', hydrogel, '1.3 x 1.0 cm. Moist, pink base.'],
      [1, 'clinicNurse', hydrogel, '1.2 x 0.9 cm. Sheet changed early, had slipped.'],
    ],
  },
];
