import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoadOrder } from '../load/load-process.ts';
import { parseLedger } from '../load/ledger.ts';
import { loadPaths } from '../load/load-paths.ts';
import { type Effect, type Recording, storeFiles } from './effects.ts';
import { type Call, callIn } from './strace-line.ts';

const LOAD_PROCESS = join(import.meta.dirname, '../load/load-process.ts');
const CALLS = 'pwrite64,write,fsync,fdatasync,ftruncate,openat,unlink';

/** Why system calls cannot be recorded here, or null. */
export function whyNoStrace(): string | null {
  const { status } = spawnSync('strace', ['-qq', '-o', '/dev/null', process.execPath, '-v']);
  return status === 0 ? null : 'strace is not here or may not trace';
}

/** Records the very system calls of a load in a process of its own, from its start to its end. */
export async function recordByStrace(
  order: Omit<LoadOrder, 'folder'>,
  { fresh, folder }: { readonly fresh: string; readonly folder: string },
): Promise<Recording> {
  const paths = loadPaths(folder);
  await copyFile(fresh, paths.store);
  const start = new Map([[storeFiles.database, await readFile(paths.store)]]);
  const trace = join(folder, 'trace');
  const watched = [paths.store, `${paths.store}-wal`, paths.ledger, folder].flatMap((path) => [
    '-P',
    path,
  ]);
  const tracing = [
    '-f',
    '-qq',
    '-y',
    '-xx',
    '-s',
    '100000000',
    '-e',
    `trace=${CALLS}`,
    '-o',
    trace,
  ];
  const command = [process.execPath, LOAD_PROCESS, JSON.stringify({ ...order, folder })];
  const child = spawn('strace', [...tracing, ...watched, ...command], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The load ended with ${String(code)}`);
  return { start, effects: await effectsIn(trace) };
}

async function effectsIn(trace: string): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  const known = new Set<string>([storeFiles.database]);
  for await (const line of createInterface({ input: createReadStream(trace, 'latin1') })) {
    const call = callIn(line);
    if (call) effects.push(...effectsOf(call, known));
  }
  return effects;
}

function effectsOf(call: Call, known: Set<string>): readonly Effect[] {
  const file = basename(call.path);
  if (file === 'ledger')
    return call.name === 'write'
      ? parseLedger(call.bytes.toString()).map((line) => ({ type: 'note', line }))
      : [];
  const isFolder = !Object.values<string>(storeFiles).includes(file);
  if (isFolder) return call.name === 'sync' ? [{ type: 'syncNames' }] : [];
  switch (call.name) {
    case 'write':
      return [{ type: 'write', file, at: call.at, bytes: call.bytes }];
    case 'sync':
      return [{ type: 'sync', file }];
    case 'resize':
      return [{ type: 'resize', file, length: call.length }];
    case 'open': {
      const isNew = !known.has(file);
      known.add(file);
      return isNew ? [{ type: 'create', file }] : [];
    }
    case 'remove':
      known.delete(file);
      return [{ type: 'remove', file }];
  }
}
