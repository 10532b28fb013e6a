import type { BodyView, Laterality } from './wound.ts';

export const bodyRegions = [
  'foot',
  'toes',
  'lowerLeg',
  'thigh',
  'stump',
  'pelvis',
  'trunk',
  'head',
  'arm',
  'hand',
] as const;
export type BodyRegion = (typeof bodyRegions)[number];

/** Headings under which a list of sites is read. */
export const regionWords = {
  foot: 'Foot and ankle',
  toes: 'Toes',
  lowerLeg: 'Lower leg and knee',
  thigh: 'Thigh',
  stump: 'Amputation stump',
  pelvis: 'Pelvis and buttocks',
  trunk: 'Chest, abdomen and back',
  head: 'Head and neck',
  arm: 'Shoulder and arm',
  hand: 'Hand and fingers',
} as const satisfies Record<BodyRegion, string>;

export type BodySite = {
  readonly code: string;
  /** Lower case, as it follows a side: "heel". */
  readonly name: string;
  readonly region: BodyRegion;
  readonly sides: readonly Laterality[];
  /** The pictures in which the site is seen, the usual one first. */
  readonly views: readonly BodyView[];
  /** What a view adds to the words of the place: "plantar". Views that say nothing more are absent. */
  readonly viewNames: Readonly<Partial<Record<BodyView, string>>>;
};

const paired = ['left', 'right'] as const;
const middle = ['midline'] as const;
const anywhere = ['left', 'right', 'midline'] as const;

const anteriorOrPosterior = { front: 'anterior', back: 'posterior' } as const;
const dorsalOrPlantar = { top: 'dorsal', sole: 'plantar' } as const;
const palmOrBack = { front: 'palmar', back: 'dorsal' } as const;

/** One line of the list: the views it is seen in, and where that matters what each of them is called. */
type Line = readonly [
  code: string,
  name: string,
  views: readonly BodyView[],
  viewNames?: BodySite['viewNames'],
];

function sitesOf(
  region: BodyRegion,
  sides: readonly Laterality[],
  lines: readonly Line[],
): readonly BodySite[] {
  return lines.map(([code, name, views, viewNames = {}]) => ({
    code,
    name,
    region,
    sides,
    views,
    viewNames,
  }));
}

/** Where wounds are. A code is written into records: it is never renamed and never means another place. */
export const bodySites: readonly BodySite[] = [
  ...sitesOf('foot', paired, [
    [
      'heel',
      'heel',
      ['back', 'sole', 'side'],
      { back: 'posterior', sole: 'plantar', side: 'at the side' },
    ],
    ['plantarForefoot', 'plantar forefoot', ['sole']],
    [
      'firstMetatarsalHead',
      'first metatarsal head',
      ['sole', 'side'],
      { sole: 'plantar', side: 'medial' },
    ],
    [
      'fifthMetatarsalHead',
      'fifth metatarsal head',
      ['sole', 'side'],
      { sole: 'plantar', side: 'lateral' },
    ],
    ['plantarMidfoot', 'plantar midfoot', ['sole']],
    ['footDorsum', 'dorsum of the foot', ['top', 'front']],
    ['footMedialEdge', 'medial edge of the foot', ['sole', 'top', 'side']],
    ['footLateralEdge', 'lateral edge of the foot', ['sole', 'top', 'side']],
    ['lateralMalleolus', 'lateral malleolus', ['front', 'back', 'side']],
    ['medialMalleolus', 'medial malleolus', ['front', 'back', 'side']],
    ['achilles', 'Achilles tendon', ['back']],
  ]),
  ...sitesOf('toes', paired, [
    ['hallux', 'hallux', ['top', 'sole'], dorsalOrPlantar],
    ['secondToe', 'second toe', ['top', 'sole'], dorsalOrPlantar],
    ['thirdToe', 'third toe', ['top', 'sole'], dorsalOrPlantar],
    ['fourthToe', 'fourth toe', ['top', 'sole'], dorsalOrPlantar],
    ['fifthToe', 'fifth toe', ['top', 'sole'], dorsalOrPlantar],
  ]),
  ...sitesOf('lowerLeg', paired, [
    ['lowerLegAnterior', 'lower leg, anterior', ['front']],
    ['lowerLegPosterior', 'lower leg, posterior', ['back']],
    ['lowerLegMedial', 'lower leg, medial', ['front', 'back']],
    ['lowerLegLateral', 'lower leg, lateral', ['front', 'back', 'side']],
    ['knee', 'knee', ['front', 'back', 'side'], { back: 'hollow', side: 'at the side' }],
  ]),
  ...sitesOf('thigh', paired, [
    ['thigh', 'thigh', ['front', 'back', 'side'], { ...anteriorOrPosterior, side: 'lateral' }],
  ]),
  ...sitesOf('stump', paired, [
    ['belowKneeStump', 'below-knee stump', ['front', 'back'], anteriorOrPosterior],
    ['aboveKneeStump', 'above-knee stump', ['front', 'back'], anteriorOrPosterior],
    ['footStump', 'stump of a partial foot amputation', ['top', 'sole'], dorsalOrPlantar],
    ['armStump', 'stump of the arm', ['front', 'back'], anteriorOrPosterior],
  ]),
  ...sitesOf('pelvis', middle, [
    ['sacrum', 'sacrum', ['back']],
    ['coccyx', 'coccyx', ['back']],
    ['perineum', 'perineum', ['front', 'back']],
    ['genitals', 'genitals', ['front']],
  ]),
  ...sitesOf('pelvis', paired, [
    ['ischium', 'ischium', ['back']],
    ['trochanter', 'trochanter', ['front', 'back', 'side']],
    ['iliacCrest', 'iliac crest', ['back', 'front', 'side']],
    ['buttock', 'buttock', ['back']],
    ['groin', 'groin', ['front']],
  ]),
  ...sitesOf('trunk', anywhere, [
    ['abdomen', 'abdomen', ['front']],
    ['chest', 'chest', ['front']],
    ['upperBack', 'upper back', ['back']],
    ['lowerBack', 'lower back', ['back']],
  ]),
  ...sitesOf('trunk', paired, [
    ['breast', 'breast', ['front']],
    ['flank', 'flank', ['front', 'back', 'side']],
    ['axilla', 'axilla', ['front']],
    ['scapula', 'shoulder blade', ['back']],
  ]),
  ...sitesOf('head', anywhere, [
    ['scalp', 'scalp', ['front', 'back', 'side']],
    ['face', 'face', ['front', 'side']],
    ['neck', 'neck', ['front', 'back', 'side'], anteriorOrPosterior],
  ]),
  ...sitesOf('head', middle, [
    ['occiput', 'back of the head', ['back']],
    ['nose', 'nose', ['front']],
    ['chin', 'chin', ['front']],
  ]),
  ...sitesOf('head', paired, [['ear', 'ear', ['front', 'back', 'side']]]),
  ...sitesOf('arm', paired, [
    ['shoulder', 'shoulder', ['front', 'back', 'side'], anteriorOrPosterior],
    ['upperArm', 'upper arm', ['front', 'back'], anteriorOrPosterior],
    ['elbow', 'elbow', ['back', 'front'], { front: 'hollow' }],
    ['forearm', 'forearm', ['front', 'back'], { front: 'volar', back: 'dorsal' }],
    ['wrist', 'wrist', ['front', 'back'], { front: 'volar', back: 'dorsal' }],
  ]),
  ...sitesOf('hand', paired, [
    ['hand', 'hand', ['back', 'front'], palmOrBack],
    ['thumb', 'thumb', ['back', 'front'], palmOrBack],
    ['indexFinger', 'index finger', ['back', 'front'], palmOrBack],
    ['middleFinger', 'middle finger', ['back', 'front'], palmOrBack],
    ['ringFinger', 'ring finger', ['back', 'front'], palmOrBack],
    ['littleFinger', 'little finger', ['back', 'front'], palmOrBack],
  ]),
];
