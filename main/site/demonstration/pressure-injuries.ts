import type { Care, Course } from './course.ts';

const largeFoam: Care = {
  procedure: 'Dressing change at home, repositioning reviewed',
  uses: [['DEMO-FOAM-6X6', 1]],
};
const packedFoam: Care = {
  procedure: 'Wound packing and dressing change at home',
  uses: [
    ['DEMO-ALGINATE-ROPE', 1],
    ['DEMO-FOAM-6X6', 1],
  ],
};
const heelFoam: Care = {
  procedure: 'Dressing change at home, heel offloaded',
  uses: [['DEMO-FOAM-BORDER-4X4', 1]],
};
const hydrocolloid: Care = {
  procedure: 'Dressing change at home',
  uses: [['DEMO-HYDROCOLLOID-4X4', 1]],
};

export const pressureInjuries: readonly Course[] = [
  {
    mrn: 'DEMO-0004',
    woundLocation: 'Sacrum',
    diagnosis: 'Pressure injury, sacrum, stage 3 (L89.153)',
    visits: [
      [
        53,
        'homeNurse',
        packedFoam,
        '4.5 x 3.0 x 1.5 cm, undermining 1 cm at 3 o’clock. No silver.',
      ],
      [46, 'homeNurse', packedFoam, '4.3 x 2.9 x 1.4 cm. Daughter shown how to turn her.'],
      [39, 'homeNurse', packedFoam, '4.0 x 2.6 x 1.1 cm. Air mattress arrived.'],
      [32, 'clinician', packedFoam, '3.6 x 2.3 x 0.8 cm. Albumin better, eats well again.'],
      [25, 'homeNurse', largeFoam, '3.3 x 2.0 x 0.5 cm. No more undermining; packing stopped.'],
      [18, 'homeNurse', largeFoam, '2.9 x 1.8 x 0.4 cm. Beefy red base.'],
      [11, 'homeNurse', largeFoam, '2.5 x 1.5 x 0.3 cm. Sat in the garden for an hour.'],
      [4, 'homeNurse', largeFoam, '2.1 x 1.3 x 0.2 cm. Skin around intact.'],
    ],
  },
  {
    mrn: 'DEMO-0012',
    woundLocation: 'Left heel, posterior',
    diagnosis: 'Pressure injury, left heel, stage 3 (L89.623)',
    visits: [
      [45, 'clinician', heelFoam, '2.6 x 2.2 x 0.3 cm after hip surgery. Pulses good.'],
      [38, 'homeNurse', heelFoam, '2.5 x 2.1 cm. Heel boot worn in bed.'],
      [31, 'homeNurse', heelFoam, '2.2 x 1.8 cm. Moderate exudate.'],
      [24, 'homeNurse', heelFoam, '1.9 x 1.5 cm. Walks with a frame now.'],
      [17, 'homeNurse', heelFoam, '1.5 x 1.2 cm. Exudate light.'],
      [10, 'homeNurse', heelFoam, '1.2 x 0.9 cm. Border holds well.'],
      [3, 'homeNurse', heelFoam, '0.9 x 0.6 cm. Healing as hoped.'],
    ],
  },
  {
    mrn: 'DEMO-0007',
    woundLocation: 'Right buttock',
    diagnosis: 'Pressure injury, right buttock, stage 2 (L89.312)',
    visits: [
      [79, 'homeNurse', hydrocolloid, '2.0 x 1.5 cm, superficial. Comfort is the goal of care.'],
      [72, 'homeNurse', hydrocolloid, '2.0 x 1.5 cm. Comfortable, no pain at change.'],
      [65, 'homeNurse', hydrocolloid, '1.9 x 1.4 cm. Son present.'],
      [58, 'clinician', hydrocolloid, '1.9 x 1.4 cm. Hospice team informed, plan unchanged.'],
      [44, 'homeNurse', hydrocolloid, '1.8 x 1.4 cm. Sleeps much of the day.'],
      [31, 'homeNurse', hydrocolloid, '1.8 x 1.3 cm. Comfortable. Family thanked for their care.'],
    ],
  },
];
