import type { Facility } from './contract.ts';

type Choice = { readonly key: string; readonly label: string };

/**
 * The facilities that a form offers: those in use, and the one that is chosen already though it is no
 * longer used. `chosenId` is an id or ''.
 */
export function offeredFacilities(
  facilities: readonly Pick<Facility, 'id' | 'name' | 'isActive'>[],
  chosenId: string,
): readonly Choice[] {
  return facilities
    .filter(({ id, isActive }) => isActive || id === chosenId)
    .map(({ id, name, isActive }) => ({
      key: id,
      label: isActive ? name : `${name} (no longer used)`,
    }));
}
