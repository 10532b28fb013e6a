import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../main/platform/core.ts';
import type { CoreEvent } from '../shared/base/bridge.ts';
import { type ImportReport, importReport, type SourceFile } from '../shared/imports/contract.ts';
import { valueOf } from '../test/core.ts';
import type { Caller } from './callers.ts';

const FOLDER = join(import.meta.dirname, '../../shared/data/synthea');
const SHARED_BY_COPIES = ['organizations.csv', 'providers.csv'];
const COPIED = [
  'patients.csv',
  'allergies.csv',
  'encounters.csv',
  'procedures.csv',
  'supplies.csv',
];

export type JobEvent = Extract<CoreEvent, { type: 'job' }>;
/** Source files by name. */
export type Folder = ReadonlyMap<string, Uint8Array>;

export function whySyntheaIsAbsent(): string | null {
  return existsSync(FOLDER)
    ? null
    : 'The real Synthea folder (../shared/data/synthea) is not here.';
}

/** The whole folder, byte by byte. */
export function syntheaFolder(): Folder {
  return new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name))]));
}

/** A folder of the same clinics and providers with `copies` times the patients and all about them. */
export function multipliedFolder(copies: number): Folder {
  const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
  const kept = new Set(
    SHARED_BY_COPIES.flatMap(
      (name) => read(name).match(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g) ?? [],
    ),
  );
  const copyOf = (text: string, copy: number): string =>
    text.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) =>
      kept.has(id) ? id : copy.toString(16).padStart(2, '0') + id.slice(2),
    );
  const multiplied = (name: string): string => {
    const [header = '', ...lines] = read(name).trimEnd().split('\n');
    const body = lines.join('\n');
    const bodies = Array.from({ length: copies }, (_, copy) => copyOf(body, copy));
    return `${[header, ...bodies].join('\n')}\n`;
  };
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  return new Map([
    ...SHARED_BY_COPIES.map((name) => [name, bytes(read(name))] as const),
    ...COPIED.map((name) => [name, bytes(multiplied(name))] as const),
  ]);
}

/** An import that has been started. */
export type RunningImport = { readonly jobId: string; readonly ended: Promise<JobEvent> };

/** Stores the files and starts the import; `onStep` sees each step on the way. */
export async function startSyntheaImport(
  core: Core,
  { caller, folder }: { readonly caller: Caller; readonly folder: Folder },
  onStep: (event: JobEvent) => void = () => undefined,
): Promise<RunningImport> {
  const files: SourceFile[] = [];
  for (const [name, bytes] of folder) {
    const stored = valueOf(await core.putBytes(caller.session, 'import-source', bytes));
    files.push({ name, digest: stored.digest });
  }
  const ended = new Promise<JobEvent>((resolve) => {
    const stop = core.onEvent((event) => {
      if (event.type !== 'job') return;
      if (event.state === 'running') return onStep(event);
      stop();
      resolve(event);
    });
  });
  const { jobId } = valueOf(await caller.client['imports.synthea']({ files }));
  return { jobId, ended };
}

/** The report of an import that has ended; throws when it failed. */
export async function reportOf(
  caller: Caller,
  { jobId, ended }: RunningImport,
): Promise<ImportReport> {
  await ended;
  const { state, result } = valueOf(await caller.client['jobs.get']({ jobId }));
  if (state !== 'done') throw new Error(`The import ended as ${state}: ${JSON.stringify(result)}`);
  return importReport.parse(Object(result).value);
}
