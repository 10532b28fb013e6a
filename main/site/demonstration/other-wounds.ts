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
    woundLocation: 'Abdomen, midline, lower third',
    diagnosis: 'Dehisced surgical wound, abdomen (T81.31XD)',
    visits: [
      [21, 'clinician', packed, '6.0 x 1.8 x 2.2 cm, fascia intact. No iodine. Off work 4 weeks.'],
      [18, 'clinicNurse', packed, '5.8 x 1.7 x 2.0 cm. Moderate exudate, no odor.'],
      [14, 'clinicNurse', packed, '5.2 x 1.5 x 1.6 cm. Granulating from below.'],
      [11, 'clinicNurse', packed, '4.7 x 1.3 x 1.2 cm. Showers before each change.'],
      [7, 'clinician', packed, '4.1 x 1.1 x 0.8 cm. Packing can stop soon.'],
      [4, 'clinicNurse', absorbent, '3.8 x 0.9 x 0.5 cm. No packing any more.'],
      [0, 'clinicNurse', absorbent, '3.4 x 0.8 x 0.3 cm. Back to work on Monday, light duty.'],
    ],
  },
  {
    mrn: 'DEMO-0006',
    woundLocation: 'Right forearm, dorsal',
    diagnosis: 'Skin tear, right forearm (S51.811D)',
    visits: [
      [12, 'homeNurse', contactLayer, '4.0 x 2.5 cm, flap laid back in place. Held by tube gauze.'],
      [8, 'homeNurse', contactLayer, 'Flap pink and attached. No tape, no latex.'],
      [4, 'homeNurse', contactLayer, 'Edges dry. Knocked it on the door once, no bleeding.'],
      [0, 'homeNurse', contactLayer, '1.5 x 0.5 cm open. One more week. Tea was excellent.'],
    ],
  },
  {
    mrn: 'DEMO-0008',
    woundLocation: 'Right forearm, volar',
    diagnosis: 'Scald, right forearm, second degree (T22.211D)',
    visits: [
      [
        28,
        'clinician',
        burnCare,
        '6 x 4 cm, blisters open, sensation normal. Brave; picked the bear.',
      ],
      [25, 'clinicNurse', burnCare, 'Pink and moist. Given pain relief 30 minutes before.'],
      [21, 'clinicNurse', burnCare, 'Half healed over. Wiggles all fingers.'],
      [16, 'clinician', burnCare, 'Closed. Sunscreen and moisturizer, no scar care needed yet.'],
    ],
  },
  {
    mrn: 'DEMO-0011',
    woundLocation: 'Sacrococcygeal cleft, midline',
    diagnosis: 'Pilonidal cyst after excision, healing open (L05.91)',
    visits: [
      [23, 'clinician', rope, '5.0 x 1.5 x 2.5 cm after excision. Clean cavity.'],
      [19, 'clinicNurse', rope, '4.8 x 1.4 x 2.4 cm. Hair clipped around.'],
      [16, 'clinicNurse', rope, '4.5 x 1.3 x 2.2 cm. Sits on a cushion at work.'],
      [12, 'clinicNurse', rope, '4.3 x 1.3 x 2.0 cm. Tunnel of 2 cm found at 12 o’clock.'],
      [9, 'clinician', ropeBeyondOrder, '4.0 x 1.2 x 1.8 cm. Tunnel packed loosely.'],
      [3, 'clinicNurse', rope, '3.2 x 1.0 x 1.2 cm. Tunnel closed.'],
    ],
  },
  {
    mrn: 'DEMO-0013',
    woundLocation: 'Right below-knee stump, distal',
    diagnosis: 'Dehiscence of amputation stump, right (T87.81)',
    visits: [
      [48, 'clinician', collagenPowder, '3.4 x 1.6 x 0.6 cm. Prosthesis rested for now.'],
      [41, 'clinicNurse', collagenPowder, '3.2 x 1.5 x 0.5 cm. Slough 20%.'],
      [34, 'clinicNurse', collagenPowder, '2.9 x 1.3 x 0.4 cm. Phantom pain less at night.'],
      [27, 'clinician', dermalMatrix, '2.8 x 1.3 cm, clean base. Matrix trimmed to fit.'],
      [20, 'clinicNurse', foam, 'Matrix in place, not lifted. Outer dressing only.'],
      [13, 'clinicNurse', foam, '1.9 x 0.8 cm. Looks forward to walking the dog.'],
      [6, 'clinicNurse', foam, '1.4 x 0.6 cm. Prosthetist booked for next month.'],
    ],
  },
];
