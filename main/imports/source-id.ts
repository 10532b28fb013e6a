import { v5 } from 'uuid';

// Part of every imported id: changing it would make the next import of the same file import it again.
const IMPORT_NAMESPACE = '8d1f6c0e-3f5b-4c57-9a53-6e1f2b7a4c90';

/** The id of what a source row makes: the same for the same row, on every computer (UUID version 5). */
export function idOfSource(kind: string, key: string): string {
  return v5(`${kind}:${key}`, IMPORT_NAMESPACE);
}
