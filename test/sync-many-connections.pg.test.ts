import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import { enrolled, linesFrom, pushed } from './sync-server-device.ts';

const MANY = 10_000;

let server: SyncServer;
beforeAll(async () => {
  server = await startSyncServer(18, { SLOW_AFTER_MS: '30000' });
});
afterAll(() => server?.close());

// In a process of its own: either end of a connection takes a file descriptor.
const OPEN_MANY = `
const { connect } = require('node:net');
const [port, many] = process.argv.slice(1).map(Number);
let open = 0, closed = 0;
const sockets = [];
const next = () => {
  if (sockets.length === many) return;
  const socket = connect({ host: '127.0.0.1', port }, () => {
    socket.write('GET /health HTTP/1.1\\r\\nhost: here\\r\\nx: ');
    open += 1;
    if (open === many) console.log('open');
    next();
  });
  socket.on('error', () => undefined).on('close', () => { closed += 1; });
  sockets.push(socket);
};
for (let at = 0; at < 100; at += 1) next();
process.stdin.once('data', () => {
  console.log(closed);
  process.exit(0);
});
`;

test('ten thousand that connect and say no more keep nobody from being answered', async () => {
  const { port } = new URL(server.node.url);
  const many = spawn(process.execPath, ['-e', OPEN_MANY, port, String(MANY)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(many.stdout, 'data');

  const device = await enrolled(server.node.url, (await server.newSite()).code);
  const reply = await pushed(device, linesFrom(1, 100));
  const health = await fetch(`${server.node.url}/health`);
  many.stdin.write('end');
  const [closed] = (await once(many.stdout, 'data')) as [Buffer];

  expect(reply).toMatchObject({ ackedNumber: 100 });
  expect(health.status).toBe(200);
  expect(Number(closed.toString())).toBe(0);
}, 60_000);
