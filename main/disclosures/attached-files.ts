import type { ChartContent } from './chart-content.ts';

/** A file of a chart and its place in the ZIP. Its name names nobody. */
export type AttachedFile = { readonly path: string; readonly digest: string };

export type AttachedFiles = {
  /** By the id of a photo or a document. */
  readonly pathOf: ReadonlyMap<string, string>;
  readonly all: readonly AttachedFile[];
};

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

type Listed = { readonly id: string; readonly digest: string; readonly mediaType: string };

/** Photos and documents by number, voided ones too; `folder` ends with a slash, or is empty. */
export function attachedFiles(
  {
    photos,
    documents,
  }: { readonly photos: readonly Listed[]; readonly documents: readonly Listed[] },
  folder = '',
): AttachedFiles {
  const named = (kind: 'photo' | 'document', listed: readonly Listed[]) =>
    listed.map(({ id, digest, mediaType }, index) => {
      const number = String(index + 1).padStart(3, '0');
      const path = `${folder}${kind}s/${kind}-${number}.${EXTENSIONS[mediaType] ?? 'bin'}`;
      return { id, path, digest };
    });
  const files = [...named('photo', photos), ...named('document', documents)];
  return {
    pathOf: new Map(files.map(({ id, path }) => [id, path])),
    all: files.map(({ path, digest }) => ({ path, digest })),
  };
}

/** The photos of an assessment, in the order of the chart. */
export function photosOf(
  { photos }: Pick<ChartContent, 'photos'>,
  assessmentId: string,
): ChartContent['photos'] {
  return photos.filter((photo) => photo.assessmentId === assessmentId);
}
