import { foldText } from '../../shared/patients/patient.ts';

/** The people one of whose words, name or sign-in name, begins with each word typed. */
export function matchingTiles<
  Tile extends { readonly displayName: string; readonly signInName: string },
>(tiles: readonly Tile[], typed: string): readonly Tile[] {
  const wanted = foldText(typed)
    .split(' ')
    .filter((word) => word !== '');
  return tiles.filter(({ displayName, signInName }) => {
    const own = ` ${foldText(`${displayName} ${signInName}`)}`;
    return wanted.every((word) => own.includes(` ${word}`));
  });
}
