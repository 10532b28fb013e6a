import { isUtf8 } from 'node:buffer';
import { isJson, type Json } from '../../../shared/exchange/fhir/source-resource.ts';

/** One line of a file, or one entry of a Bundle. `json` is null where it could not be read. */
export type SourceItem = {
  /** `line 12`, `entry 5`. */
  readonly place: string;
  readonly json: Json | null;
  /** The entry's address in its Bundle. */
  readonly fullUrl: string | null;
  /** Why there is no `json`. */
  readonly problem: string | null;
};

/** A longer line or entry is no resource that an import knows; it is refused unread. */
export const MOST_ITEM_BYTES = 16 * 1024 * 1024;
export const TOO_LONG = 'is longer than 16 MB';

export function problemItem(place: string, problem: string): SourceItem {
  return { place, json: null, fullUrl: null, problem };
}

/** What is passed over without being read; still an item, so that places count. */
export type Passed = 'passed';

/** Says whether a piece of a file is worth reading, by its bytes alone. */
export type IsWanted = (bytes: Buffer) => boolean;

/** One resource, or every entry of a Bundle, of bytes that hold one JSON object. */
export function itemsOf(place: string, bytes: Buffer): readonly SourceItem[] {
  if (!isUtf8(bytes)) return [problemItem(place, 'is not text in UTF-8')];
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return [problemItem(place, 'is not whole JSON')];
  }
  if (!isJson(value)) return [problemItem(place, 'is no resource')];
  if (value['resourceType'] !== 'Bundle')
    return [{ place, json: value, fullUrl: null, problem: null }];
  const { entry } = value;
  const entries: readonly unknown[] = Array.isArray(entry) ? entry : [];
  return entries.map((each, at) => entryItem(`${place}, entry ${at + 1}`, each));
}

/** The resource of an entry, with the address that it has in the Bundle. */
export function entryItem(place: string, entry: unknown): SourceItem {
  const { resource, fullUrl } = isJson(entry) ? entry : {};
  if (!isJson(resource)) return problemItem(place, 'holds no resource');
  const address = typeof fullUrl === 'string' ? fullUrl : null;
  return { place, json: resource, fullUrl: address, problem: null };
}
