import { resourceTypes } from './resource-types.ts';

export type Json = { readonly [key: string]: unknown };

/** A resource of a file, with what tells it from every other. */
export type SourceResource = {
  readonly type: string;
  readonly json: Json;
  /** The same for the same resource, in whichever file; null where its id says too little. */
  readonly key: string | null;
};

/** What stands under a line or an entry that is no resource. */
export const UNREADABLE = 'Unreadable';

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The type of a resource, where FHIR R4 has it. */
export function typeOf(json: Json): string {
  const { resourceType } = json;
  return typeof resourceType === 'string' && resourceTypes.has(resourceType)
    ? resourceType
    : UNREADABLE;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuidText(text: string): boolean {
  return UUID.test(text);
}

/**
 * The key of a resource by its id. A UUID is unlike every other by itself; any other id is so only
 * together with the system that gave it. Null where that is not known.
 */
export function keyOf(type: string, id: string, source: string | null): string | null {
  if (UUID.test(id)) return id.toLowerCase();
  return source === null ? null : `${source} ${type}/${id}`;
}

const URN = 'urn:uuid:';
const ABSOLUTE = /^(https?:\/\/.+)\/([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/;
const RELATIVE = /^([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/;

/** The system of a Bundle's entry, where its address says so. */
function sourceIn(fullUrl: string | null): string | null {
  return ABSOLUTE.exec(fullUrl ?? '')?.[1] ?? null;
}

/** A resource as a line or an entry gives it. */
export function sourceResource(
  json: Json,
  fullUrl: string | null,
  source: string | null,
): SourceResource {
  const type = typeOf(json);
  const { id } = json;
  if (fullUrl?.startsWith(URN))
    return { type, json, key: keyOf(type, fullUrl.slice(URN.length), source) };
  if (typeof id !== 'string') return { type, json, key: null };
  return { type, json, key: keyOf(type, id, source ?? sourceIn(fullUrl)) };
}

/** The key that a reference names; null for one that names nothing that can be told. */
export function keyOfReference(reference: string, source: string | null): string | null {
  if (reference.startsWith(URN)) return keyOf('', reference.slice(URN.length), null);
  const [, base, type, id] = ABSOLUTE.exec(reference) ?? [];
  if (base !== undefined) return keyOf(type ?? '', id ?? '', source ?? base);
  const [, relativeType, relativeId] = RELATIVE.exec(reference) ?? [];
  return relativeId === undefined ? null : keyOf(relativeType ?? '', relativeId, source);
}
