import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { line } from '../base/text.ts';

export const documentKinds = ['consent', 'letter', 'outsideResult', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What is said of a document that was handed in (bytes.put) where it is attached. */
export const handedInFields = {
  kind: z.enum(documentKinds),
  title: line(200),
  documentOn: civilDate,
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'is no digest'),
};
export type HandedInDocument = z.output<z.ZodObject<typeof handedInFields>>;

/** Documents that come with a record: of one that is named twice the first counts. */
export const documentsWithRecord = z.array(z.strictObject(handedInFields)).max(20).default([]);
