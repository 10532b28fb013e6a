import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';

/** Synthea's ids look like UUIDs without being any (RFC 9562): their version and variant are random. */
export const sourceId = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is not a UUID');

const emptyAsNull = (text: unknown): unknown => (text === '' ? null : text);

export const optionalSourceId = z.preprocess(emptyAsNull, sourceId.nullable());

export const optionalDate = z.preprocess(emptyAsNull, civilDate.nullable());

/** Why a row that names another one cannot go in. */
export function unknownReference(column: string, file: string): string {
  return `${column} is not in ${file}, or its row was refused`;
}
