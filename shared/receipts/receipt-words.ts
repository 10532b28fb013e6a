export const packageConditions = ['intact', 'damaged', 'opened', 'wet'] as const;
export type PackageCondition = (typeof packageConditions)[number];

export const packageConditionWords = {
  intact: 'Intact',
  damaged: 'Damaged',
  opened: 'Opened',
  wet: 'Wet',
} as const satisfies Record<PackageCondition, string>;

export const temperatureChecks = ['inRange', 'outOfRange', 'notChecked', 'notNeeded'] as const;
export type TemperatureCheck = (typeof temperatureChecks)[number];

export const temperatureCheckWords = {
  inRange: 'In range',
  outOfRange: 'Out of range',
  notChecked: 'Not checked',
  notNeeded: 'Not needed',
} as const satisfies Record<TemperatureCheck, string>;

/** What has to be explained before something is taken in. */
export const doubtKinds = [
  'expiryDiffers',
  'areaDiffers',
  'serialKnown',
  'expired',
  'recalled',
  'damaged',
  'temperature',
  'moreThanOrdered',
] as const;
export type DoubtKind = (typeof doubtKinds)[number];

export const doubtWords = {
  expiryDiffers: 'Another expiry date',
  areaDiffers: 'Another size',
  serialKnown: 'Serial received before',
  expired: 'Past its expiry date',
  recalled: 'Recalled',
  damaged: 'Package not intact',
  temperature: 'Temperature',
  moreThanOrdered: 'More than ordered',
} as const satisfies Record<DoubtKind, string>;
