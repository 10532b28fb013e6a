import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { loadPouch, type PouchDatabase } from './pouch-package.ts';
import { type PouchOrder, pouchOrder, pouchStart } from './sync-pouch-orders.ts';
import { obey, sharedNowMs } from './told-process.ts';

/** What its documentation says is quickest; PouchDB's own default is 100. */
const BATCH = { batch_size: 1000, batches_limit: 10 } as const;
const DATABASE = 'records';

const documentLine = z.record(z.string(), z.unknown());

type Pouch = ReturnType<typeof loadPouch>;

/** Ready to answer where it is. */
async function openServer({ makePouch, express, expressPouch }: Pouch, folder: string) {
  const Served = makePouch.defaults({ prefix: join(folder, '/') });
  const app = express();
  app.use('/', expressPouch(Served, { mode: 'minimumForPouchDB' }));
  const listener: RequestListener = (request, response) => app(request, response);
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return async () => `http://127.0.0.1:${port}/${DATABASE}`;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

function device(database: PouchDatabase): (order: PouchOrder) => Promise<unknown> {
  const seen = { amendments: 0, changedMs: 0 };
  return async (order) => {
    switch (order.do) {
      case 'save':
        return save(database, order.path);
      case 'push':
        return timed(() => database.replicate.to(order.remote, BATCH));
      case 'pull':
        return timed(() => database.replicate.from(order.remote, BATCH));
      case 'live':
        database.sync(order.remote, { live: true, retry: true, ...BATCH });
        database.changes({ live: true, since: 'now' }).on('change', ({ id }) => {
          if (!id.startsWith('amendment')) return;
          seen.amendments += 1;
          seen.changedMs = sharedNowMs();
        });
        return null;
      case 'amend':
        return amend(database, order.count);
      case 'amended':
        while (seen.amendments < order.total) await new Promise((resume) => setTimeout(resume, 2));
        return seen.changedMs;
      case 'count':
        return (await database.info()).doc_count;
      case 'where':
        throw new Error('This is no server');
    }
  };
}

async function save(database: PouchDatabase, path: string): Promise<void> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const documents = lines.map((line) => documentLine.parse(JSON.parse(line)));
  for (let from = 0; from < documents.length; from += BATCH.batch_size)
    await database.bulkDocs(documents.slice(from, from + BATCH.batch_size));
}

async function amend(database: PouchDatabase, count: number) {
  const beganMs = sharedNowMs();
  await database.bulkDocs(
    Array.from({ length: count }, () => ({
      _id: `amendment ${randomUUID()}`,
      kind: 'clarification',
      reason: 'Measured',
      note: 'The dressing was changed once more in the evening.',
      amended_by: randomUUID(),
      amended_at: new Date().toISOString(),
      treatment_record_id: randomUUID(),
    })),
  );
  return { beganMs, savedMs: sharedNowMs() };
}

if (process.argv[1] === import.meta.filename)
  await obey(async (start) => {
    const { role, peers, folder } = pouchStart.parse(start);
    // The server writes its settings and log where it stands.
    process.chdir(folder);
    const pouch = loadPouch(peers);
    if (role === 'server') return openServer(pouch, folder);
    const act = device(new pouch.makePouch(join(folder, DATABASE)));
    return (order) => act(pouchOrder.parse(order));
  });
