import { createRequire } from 'node:module';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';

type Replicate = (remote: string, options: object) => Promise<unknown>;

/** Of a database of PouchDB, what is measured. */
export type PouchDatabase = {
  readonly bulkDocs: (documents: readonly object[]) => Promise<unknown>;
  readonly replicate: { readonly to: Replicate; readonly from: Replicate };
  readonly sync: (remote: string, options: object) => unknown;
  readonly info: () => Promise<{ readonly doc_count: number }>;
  readonly changes: (options: object) => {
    readonly on: (event: 'change', told: (change: { readonly id: string }) => void) => unknown;
  };
};

type MakePouch = (new (
  name: string,
) => PouchDatabase) & {
  readonly defaults: (options: object) => MakePouch;
};

type App = ((request: IncomingMessage, response: ServerResponse) => void) & {
  readonly use: (path: string, handler: unknown) => void;
};

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

const packages = z.object({
  makePouch: z.custom<MakePouch>(isFunction),
  express: z.custom<() => App>(isFunction),
  expressPouch: z.custom<(make: MakePouch, options: object) => unknown>(isFunction),
});

type Write = (this: unknown, ...given: unknown[]) => unknown;
const writing = z.custom<{ readonly prototype: Record<string, Write> }>(isFunction);

/** PouchDB over LevelDB from that folder's node_modules, with each write on the disk before it is told. */
export function loadPouch(peers: string) {
  const load = createRequire(join(peers, 'package.json'));
  writeDurably(load('leveldown'));
  return packages.parse({
    makePouch: load('pouchdb'),
    express: load('express'),
    expressPouch: load('express-pouchdb'),
  });
}

/** LevelDB leaves it to the system otherwise when what was written reaches the disk. */
function writeDurably(leveldown: unknown): void {
  const { prototype } = writing.parse(leveldown);
  for (const [name, options] of [
    ['_batch', 1],
    ['_put', 2],
    ['_del', 1],
  ] as const) {
    const write = prototype[name];
    if (!write) throw new Error(`LevelDB has no ${name}`);
    prototype[name] = function durably(...given) {
      return write.apply(
        this,
        given.toSpliced(options, 1, { ...Object(given[options]), sync: true }),
      );
    };
  }
}
