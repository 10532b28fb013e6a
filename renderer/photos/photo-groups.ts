import type { WoundPhoto } from '../../shared/photos/contract.ts';

/** The photos of one assessment. */
export type PhotoGroup = {
  readonly assessmentId: string;
  readonly photos: readonly WoundPhoto[];
};

/** One line of the gallery; `from` is its first photo's place among all. */
export type GalleryRow =
  | { readonly kind: 'heading'; readonly group: PhotoGroup }
  | { readonly kind: 'photos'; readonly photos: readonly WoundPhoto[]; readonly from: number };

/** Photos by assessment; the one with the newest photo first, and in each the newest first. */
export function groupPhotos(photos: readonly WoundPhoto[]): readonly PhotoGroup[] {
  const newestFirst = photos.toSorted(
    (one, other) => Date.parse(other.takenAt) - Date.parse(one.takenAt),
  );
  const groups = Map.groupBy(newestFirst, ({ assessmentId }) => assessmentId);
  return [...groups].map(([assessmentId, ofIt]) => ({ assessmentId, photos: ofIt }));
}

/** The lines that a gallery of so many columns has. */
export function galleryRows(groups: readonly PhotoGroup[], columns: number): readonly GalleryRow[] {
  let from = 0;
  return groups.flatMap((group) => {
    const rows: GalleryRow[] = [{ kind: 'heading', group }];
    for (let at = 0; at < group.photos.length; at += columns) {
      const photos = group.photos.slice(at, at + columns);
      rows.push({ kind: 'photos', photos, from });
      from += photos.length;
    }
    return rows;
  });
}

/** The row that shows the photo in that place among all, or -1. */
export function rowOfPhoto(rows: readonly GalleryRow[], place: number): number {
  return rows.findIndex(
    (row) => row.kind === 'photos' && place >= row.from && place < row.from + row.photos.length,
  );
}

const STEPS: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
  Home: () => -Infinity,
  End: () => Infinity,
};

/** Which photo a key leads to from the one in `place`; null for a key that leads nowhere. */
export function placeAfterKey(
  key: string,
  place: number,
  { columns, count }: { readonly columns: number; readonly count: number },
): number | null {
  const step = STEPS[key];
  if (step === undefined || count === 0) return null;
  return Math.min(count - 1, Math.max(0, place + step(columns)));
}
