const MEGABYTE = 1024 * 1024;

/** What is kept back, so that a full disk can still be reported, backed up from and opened again. */
export const RESERVE_BYTES = 64 * MEGABYTE;
/** With less than this free beside the reserve nothing new is saved: a single save may need it all. */
export const MARGIN_BYTES = 64 * MEGABYTE;

/** `save`: there is room. The others say what is to be done, and `wait` that nothing can be. */
export type SpaceStep = 'save' | 'makeReserve' | 'giveUpReserve' | 'wait';

/**
 * What a disk with so much room asks for. `freeBytes` is as the system tells, which counts the reserve
 * as taken while there is one; without one there is room again only when there is enough to make it.
 */
export function spaceStep(space: {
  readonly freeBytes: number;
  readonly hasReserve: boolean;
}): SpaceStep {
  const { freeBytes, hasReserve } = space;
  if (hasReserve) return freeBytes < MARGIN_BYTES ? 'giveUpReserve' : 'save';
  return freeBytes < MARGIN_BYTES + RESERVE_BYTES ? 'wait' : 'makeReserve';
}
