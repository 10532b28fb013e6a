import type { Care, Course } from './course.ts';

const packed: Care = {
  procedure: 'Wound packing, absorbent dressing',
  uses: [
    ['DEMO-ALGINATE-ROPE', 1],
    ['DEMO-ABSORBENT-6X8', 1],
  ],
};
const absorbent: Care = {
  procedure: 'Dressing change',
  uses: [['DEMO-ABSORBENT-6X8', 1]],
};
const contactLayer: Care = {
  procedure: 'Skin tear care at home, no tape',
  uses: [['DEMO-CONTACT-4X4', 1]],
};
const burnCare: Care = {
  procedure: 'Burn dressing, partial thickness (16020)',
  uses: [['DEMO-CONTACT-4X4', 2]],
};
const rope: Care = {
  procedure: 'Wound packing',
  uses: [['DEMO-ALGINATE-ROPE', 2]],
};
const ropeBeyondOrder: Care = {
  ...rope,
  overuseReason: 'Tunnel was deeper than when ordered; the extra ropes came from clinic stock.',
};
const collagenPowder: Care = {
  procedure: 'Selective debridement (97597), collagen powder and foam',
  uses: [
    ['DEMO-COLLAGEN-POWDER', 1],
    ['DEMO-FOAM-4X4', 1],
  ],
};
const autolyticCollagenPowder: Care = {
  ...collagenPowder,
  procedure: 'Autolytic debridement, collagen powder and foam',
};
const dermalMatrix: Care = {
  procedure: 'Application of skin substitute, leg (15271)',
  uses: [['DEMO-MATRIX-4X4', 1]],
};
const foam: Care = {
  procedure: 'Dressing change',
  uses: [['DEMO-FOAM-4X4', 1]],
};

export const otherWounds: readonly Course[] = [
  {
    mrn: 'DEMO-0005',
    place: ['abdomen', 'midline', 'front', 'lower third'],
    etiology: 'surgical',
    etiologyDetail: 'Dehiscence after hernia repair',
    diagnosisCode: 'T81.31XD',
    onsetDaysAgo: 24,
    diagnosis: 'Dehisced surgical wound, abdomen (T81.31XD)',
    visits: [
      [
        21,
        'clinician',
        packed,
        '6.0 x 1.8 x 2.2 cm, fascia intact. No iodine. Off work 4 weeks.',
        {
          size: [60, 18, 22],
          bed: [0, 80, 20, 0],
          exudate: 'moderate',
          odour: 'none',
          infectionSigns: [],
        },
      ],
      [
        18,
        'clinicNurse',
        packed,
        '5.8 x 1.7 x 2.0 cm. Moderate exudate, no odor.',
        { size: [58, 17, 20], bed: [0, 90, 10, 0], exudate: 'moderate', odour: 'none' },
      ],
      [
        14,
        'clinicNurse',
        packed,
        '5.2 x 1.5 x 1.6 cm. Granulating from below.',
        { size: [52, 15, 16], bed: [0, 100, 0, 0], exudate: 'moderate' },
      ],
      [
        11,
        'clinicNurse',
        packed,
        '4.7 x 1.3 x 1.2 cm. Showers before each change.',
        { size: [47, 13, 12], bed: [0, 100, 0, 0], exudate: 'light' },
      ],
      [
        7,
        'clinician',
        packed,
        '4.1 x 1.1 x 0.8 cm. Packing can stop soon.',
        { size: [41, 11, 8], bed: [5, 95, 0, 0], exudate: 'light' },
      ],
      [
        4,
        'clinicNurse',
        absorbent,
        '3.8 x 0.9 x 0.5 cm. No packing any more.',
        { size: [38, 9, 5], bed: [10, 90, 0, 0], exudate: 'light' },
      ],
      [
        0,
        'clinicNurse',
        absorbent,
        '3.4 x 0.8 x 0.3 cm. Back to work on Monday, light duty.',
        { size: [34, 8, 3], bed: [15, 85, 0, 0], exudate: 'light' },
      ],
    ],
  },
  {
    mrn: 'DEMO-0006',
    place: ['forearm', 'right', 'back'],
    etiology: 'traumatic',
    etiologyDetail: 'Skin tear',
    diagnosisCode: 'S51.811D',
    onsetDaysAgo: 12,
    diagnosis: 'Skin tear, right forearm (S51.811D)',
    visits: [
      [
        12,
        'homeNurse',
        contactLayer,
        '4.0 x 2.5 cm, flap laid back in place. Held by tube gauze.',
        { size: [40, 25], bed: [0, 100, 0, 0], exudate: 'light', painScore: 3 },
      ],
      [8, 'homeNurse', contactLayer, 'Flap pink and attached. No tape, no latex.'],
      [4, 'homeNurse', contactLayer, 'Edges dry. Knocked it on the door once, no bleeding.'],
      [
        0,
        'homeNurse',
        contactLayer,
        '1.5 x 0.5 cm open. One more week. Tea was excellent.',
        { size: [15, 5], bed: [40, 60, 0, 0], exudate: 'none', painScore: 0 },
      ],
    ],
  },
  {
    mrn: 'DEMO-0008',
    place: ['forearm', 'right', 'front'],
    etiology: 'traumatic',
    etiologyDetail: 'Scald with hot tea',
    diagnosisCode: 'T22.211D',
    onsetDaysAgo: 28,
    end: { daysAgo: 16, reason: 'healed' },
    diagnosis: 'Scald, right forearm, second degree (T22.211D)',
    visits: [
      [
        28,
        'clinician',
        burnCare,
        '6 x 4 cm, blisters open, sensation normal. Brave; picked the bear.',
        { size: [60, 40], bed: [0, 100, 0, 0], exudate: 'moderate', painScore: 6 },
      ],
      [25, 'clinicNurse', burnCare, 'Pink and moist. Given pain relief 30 minutes before.'],
      [21, 'clinicNurse', burnCare, 'Half healed over. Wiggles all fingers.'],
      [
        16,
        'clinician',
        burnCare,
        'Closed. Sunscreen and moisturizer, no scar care needed yet.',
        { size: [0, 0], bed: [100, 0, 0, 0], exudate: 'none' },
      ],
    ],
  },
  {
    mrn: 'DEMO-0011',
    place: ['coccyx', 'midline', 'back', 'cleft'],
    etiology: 'surgical',
    etiologyDetail: 'Excision of a pilonidal cyst',
    diagnosisCode: 'L05.91',
    onsetDaysAgo: 30,
    diagnosis: 'Pilonidal cyst after excision, healing open (L05.91)',
    visits: [
      [
        23,
        'clinician',
        rope,
        '5.0 x 1.5 x 2.5 cm after excision. Clean cavity.',
        { size: [50, 15, 25], bed: [0, 100, 0, 0], exudate: 'moderate' },
      ],
      [
        19,
        'clinicNurse',
        rope,
        '4.8 x 1.4 x 2.4 cm. Hair clipped around.',
        { size: [48, 14, 24], bed: [0, 100, 0, 0], exudate: 'moderate' },
      ],
      [
        16,
        'clinicNurse',
        rope,
        '4.5 x 1.3 x 2.2 cm. Sits on a cushion at work.',
        { size: [45, 13, 22], bed: [0, 100, 0, 0], exudate: 'moderate' },
      ],
      [
        12,
        'clinicNurse',
        rope,
        '4.3 x 1.3 x 2.0 cm. Tunnel of 2 cm found at 12 o’clock.',
        {
          size: [43, 13, 20],
          bed: [0, 100, 0, 0],
          exudate: 'moderate',
          tunnelling: [{ clock: 12, depthMm: 20 }],
        },
      ],
      [
        9,
        'clinician',
        ropeBeyondOrder,
        '4.0 x 1.2 x 1.8 cm. Tunnel packed loosely.',
        {
          size: [40, 12, 18],
          bed: [0, 100, 0, 0],
          exudate: 'light',
          tunnelling: [{ clock: 12, depthMm: 18 }],
        },
      ],
      [
        3,
        'clinicNurse',
        rope,
        '3.2 x 1.0 x 1.2 cm. Tunnel closed.',
        { size: [32, 10, 12], bed: [10, 90, 0, 0], exudate: 'light', tunnelling: [] },
      ],
    ],
  },
  {
    mrn: 'DEMO-0013',
    place: ['belowKneeStump', 'right', 'front', 'distal'],
    etiology: 'surgical',
    etiologyDetail: 'Dehiscence of an amputation stump',
    diagnosisCode: 'T87.81',
    onsetDaysAgo: 55,
    diagnosis: 'Dehiscence of amputation stump, right (T87.81)',
    visits: [
      [
        48,
        'clinician',
        collagenPowder,
        '3.4 x 1.6 x 0.6 cm. Prosthesis rested for now.',
        { size: [34, 16, 6], bed: [0, 70, 30, 0], exudate: 'moderate' },
      ],
      [
        41,
        'clinicNurse',
        autolyticCollagenPowder,
        '3.2 x 1.5 x 0.5 cm. Slough 20%.',
        { size: [32, 15, 5], bed: [0, 80, 20, 0], exudate: 'moderate' },
      ],
      [
        34,
        'clinicNurse',
        autolyticCollagenPowder,
        '2.9 x 1.3 x 0.4 cm. Phantom pain less at night.',
        { size: [29, 13, 4], bed: [0, 90, 10, 0], exudate: 'light' },
      ],
      [
        27,
        'clinician',
        dermalMatrix,
        '2.8 x 1.3 cm, clean base. Matrix trimmed to fit.',
        { size: [28, 13], bed: [0, 100, 0, 0], exudate: 'light' },
      ],
      [20, 'clinicNurse', foam, 'Matrix in place, not lifted. Outer dressing only.'],
      [
        13,
        'clinicNurse',
        foam,
        '1.9 x 0.8 cm. Looks forward to walking the dog.',
        { size: [19, 8], bed: [25, 75, 0, 0], exudate: 'light' },
      ],
      [
        6,
        'clinicNurse',
        foam,
        '1.4 x 0.6 cm. Prosthetist booked for next month.',
        { size: [14, 6], bed: [40, 60, 0, 0], exudate: 'none' },
      ],
    ],
  },
];
