import { z } from 'zod';

/** What a check can find wrong. */
export const foundKinds = [
  'pageAltered',
  'storeOutOfStep',
  'olderThanAnchor',
  'olderThanBackup',
  'anchorUnreadable',
  'passphraseAltered',
  'keychainAltered',
  'passphraseMissing',
  'fileAltered',
  'filesOutOfStep',
  'fileMissing',
  'fileUnnamed',
  'tableDamaged',
  'indexDamaged',
  'referenceBroken',
  'ruleBroken',
  'signedAltered',
  'signatureMissing',
  'correctionAltered',
  'ledgerAltered',
  'sumsAltered',
  'auditAltered',
  'auditNote',
  'unreadable',
] as const;
export type FoundKind = (typeof foundKinds)[number];

/** So many of one kind about one thing: a table, an index, a constraint. Never anybody's content. */
export const found = z.object({ kind: z.enum(foundKinds), about: z.string(), count: z.int() });
export type Found = z.output<typeof found>;

/** Adds up what is of one kind and about the same. */
export function addFound(before: readonly Found[], more: readonly Found[]): readonly Found[] {
  const sums = new Map<string, Found>();
  for (const one of [...before, ...more]) {
    const key = `${one.kind} ${one.about}`;
    const count = one.count + (sums.get(key)?.count ?? 0);
    if (count > 0) sums.set(key, { ...one, count });
  }
  return [...sums.values()];
}

export const looked = z.object({
  pages: z.int(),
  files: z.int(),
  tables: z.int(),
  indexes: z.int(),
  references: z.int(),
});
/** How much was looked at. */
export type Looked = z.output<typeof looked>;

export const nothingLooked: Looked = { pages: 0, files: 0, tables: 0, indexes: 0, references: 0 };

export function addLooked(before: Looked, more: Partial<Looked>): Looked {
  return {
    pages: before.pages + (more.pages ?? 0),
    files: before.files + (more.files ?? 0),
    tables: before.tables + (more.tables ?? 0),
    indexes: before.indexes + (more.indexes ?? 0),
    references: before.references + (more.references ?? 0),
  };
}
