import { join } from 'node:path';
import { fhirExported, type FhirForm, type FhirScope } from '../shared/exchange/fhir-contract.ts';
import type { FhirResource } from '../shared/exchange/fhir/resource.ts';
import type { Core, Session } from '../main/platform/core.ts';
import { clientOf, valueOf } from './core.ts';
import { answers } from './disclosed.ts';
import { jobReply } from './job-reply.ts';

/** What exports are checked against, from the source tree. */
export const FHIR_DEFINITIONS = join(import.meta.dirname, '../main/exchange/fhir/definitions.json');

type Caller = { readonly core: Core; readonly session: Session };

/** The reply of an export that is given out to somebody. */
export function exportReply({ core, session }: Caller, scope: FhirScope, form: FhirForm) {
  const client = clientOf(core, session);
  const input = { scope, form, ...answers };
  return jobReply({ core, client }, client['exchange.exportFhir'](input));
}

/** An export that must succeed, and its file as text. */
export async function exportedText(caller: Caller, scope: FhirScope, form: FhirForm = 'bundle') {
  const reply = (await exportReply(caller, scope, form)) as { readonly value?: unknown };
  const file = fhirExported.parse(reply.value);
  const parts: Uint8Array[] = [];
  for (const { digest } of file.parts)
    parts.push(valueOf(await caller.core.getBytes(caller.session, digest)));
  return { ...file, text: Buffer.concat(parts).toString('utf8') };
}

type Entry = { readonly fullUrl: string; readonly resource: FhirResource };

/** The entries of a Bundle that is one. */
export function entriesIn(text: string): readonly Entry[] {
  return (JSON.parse(text) as { readonly entry: readonly Entry[] }).entry;
}

/** Every reference in a resource, wherever it stands. */
export function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'reference' && typeof each === 'string' ? [each] : referencesIn(each),
  );
}
