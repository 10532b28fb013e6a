/** How a product has to be kept until it is used. */
export const storageNeeds = ['room', 'refrigerated', 'frozen', 'deepFrozen'] as const;
export type StorageNeed = (typeof storageNeeds)[number];

export const storageNeedWords = {
  room: 'Room temperature',
  refrigerated: 'Refrigerated',
  frozen: 'Frozen',
  deepFrozen: 'Deep-frozen',
} as const satisfies Record<StorageNeed, string>;
