import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../server/chain-digest.ts';
import { readConfig } from '../server/config.ts';
import { type EmbeddedPostgres, openEmbedded } from '../server/embedded-postgres.ts';
import { createSite } from '../server/sites.ts';
import { type RunningServer, siteMigrations, startServer } from '../server/start-server.ts';
import { chainAfter } from '../shared/sync/chain.ts';
import { canMountDisk, mountSmallDisk, type SmallDisk } from './small-disk.ts';
import {
  type Answer,
  ask,
  enrolled,
  entriesOf,
  linesFrom,
  push,
  pushed,
  type WireDevice,
} from './sync-server-device.ts';

const PER_PUSH = 200;
const MOST_PUSHES = 400;

describe.skipIf(!canMountDisk())(
  'on a disk of its own, which a computer must let tests mount',
  () => {
    let disk: SmallDisk;
    let postgres: EmbeddedPostgres;
    let node: RunningServer;
    let device: WireDevice;
    const acknowledged: string[] = [];
    let chain = '';

    beforeAll(async () => {
      disk = await mountSmallDisk();
      postgres = await openEmbedded(disk.path);
      const settings = { DATA: join(disk.path, 'data'), PORT: '0', LOG_LEVEL: 'silent' };
      node = await startServer(readConfig(settings), postgres.url);
      await node.ready;
      const { code } = await createSite(node.pool, await siteMigrations(), 'Clinic');
      device = await enrolled(node.url, code);
    });
    afterAll(async () => {
      disk?.makeRoom();
      await node?.stop();
      await postgres?.close();
      await disk?.close();
    });

    function next(): readonly string[] {
      return linesFrom(acknowledged.length + 1, acknowledged.length + PER_PUSH);
    }

    function took(lines: readonly string[]): void {
      acknowledged.push(...lines);
      chain = chainAfter(chain, lines, sha256Hex);
    }

    /** Pushes until one is refused. */
    async function untilRefused(): Promise<{ readonly lines: readonly string[]; answer: Answer }> {
      for (let pushes = 0; pushes < MOST_PUSHES; pushes += 1) {
        const lines = next();
        const answer = await push(device, lines, { chain });
        if (answer.status !== 200) return { lines, answer };
        took(lines);
      }
      throw new Error('The disk was never full');
    }

    async function wholeLog(): Promise<readonly string[]> {
      const lines: string[] = [];
      for (;;) {
        const { status, body } = await ask(device, `/log?after=${lines.length}`);
        if (status !== 200) throw new Error(`The log: ${status}`);
        const page = entriesOf(String(body)).map(({ line }) => line);
        if (page.length === 0) return lines;
        lines.push(...page);
      }
    }

    test('a push is put off, what is there is read, and the same push goes through once there is room', async () => {
      // So that it is the tables which find no room, and not yet the database's own log.
      await node.pool.query('SELECT pg_switch_wal()');
      await node.pool.query('CHECKPOINT');
      took(next());
      await pushed(device, acknowledged);
      await disk.fill();

      const { lines, answer } = await untilRefused();
      const again = await push(device, lines, { chain });
      const whileFull = await wholeLog();
      disk.makeRoom();
      const reply = await pushed(device, lines, { chain });
      took(lines);

      for (const { status, body, headers } of [answer, again]) {
        expect({ status, body }).toEqual({
          status: 503,
          body: { code: 'unavailable', retryAfterMs: expect.any(Number) as number },
        });
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
      expect(whileFull).toEqual(acknowledged.slice(0, -PER_PUSH));
      expect(reply.ackedNumber).toBe(acknowledged.length);
      expect(await wholeLog()).toEqual(acknowledged);
    });

    /** The next piece of the database's own log finds no room, and without that it does not run. */
    async function untilDatabaseStops(): Promise<void> {
      for (let pieces = 0; pieces < MOST_PUSHES; pieces += 1) {
        const isRunning = await node.pool
          .query(`SELECT pg_logical_emit_message(true, '', 'x'), pg_switch_wal()`)
          .then(
            () => true,
            () => false,
          );
        if (!isRunning) return;
      }
      throw new Error('The database did not stop');
    }

    test('a database that has stopped for want of room has all that was acknowledged, and nodes go on with it', async () => {
      const lines = next();
      // Otherwise it tries by itself to come back, and nobody could say which of the two a push meets.
      await node.pool.query('ALTER SYSTEM SET restart_after_crash = off');
      await node.pool.query('SELECT pg_reload_conf()');
      await disk.fill();
      await untilDatabaseStops();

      const answer = await push(device, lines, { chain });
      disk.makeRoom();
      await postgres.close();
      postgres = await openEmbedded(disk.path);
      const reply = await pushed(device, lines, { chain });
      took(lines);

      expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
      expect(reply.ackedNumber).toBe(acknowledged.length);
      expect(await wholeLog()).toEqual(acknowledged);
    });
  },
);
