import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashCode } from '../server/codes.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  assertion,
  ask,
  call,
  enrol,
  enrolled,
  joined,
  newDevice,
  post,
  takeToken,
} from './sync-server-device.ts';

describe.for([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: SyncServer;
  beforeAll(async () => {
    server = await startSyncServer(major);
  });
  afterAll(() => server.close());
  const url = () => server.node.url;

  test('the code of a new site lets one device in, which may let in others', async () => {
    const { siteId, code } = await server.newSite('St. Anne');
    const founder = newDevice(url());

    const answer = await enrol(founder, ` ${code.toLowerCase().replaceAll('-', ' ')} `);

    expect(answer).toMatchObject({
      status: 200,
      body: { siteId, siteName: 'St. Anne', hasRecords: false, epoch: 1 },
    });
    founder.siteId = siteId;
    expect((await takeToken(founder)).status).toBe(200);
    const second = await joined(founder);
    const listed = await ask(second, '/devices');
    expect(listed.body).toMatchObject([
      { deviceId: founder.id, deviceName: 'Ward 1', ackedNumber: 0, revokedAtMs: null },
      { deviceId: second.id },
    ]);
  });

  test('a code is good for one device, and for the same device when it asks again', async () => {
    const { code } = await server.newSite();
    const device = newDevice(url());
    const first = await enrol(device, code);

    const again = await enrol(device, code);
    const other = await enrol(newDevice(url()), code);
    const otherKey = await enrol({ ...newDevice(url()), id: device.id }, code);

    expect(again).toMatchObject({ status: 200, body: first.body });
    expect([other, otherKey]).toMatchObject([
      { status: 403, body: { code: 'badCode' } },
      { status: 403, body: { code: 'badCode' } },
    ]);
  });

  test('a code that is unknown or a day old lets nobody in, and a known id is not taken over', async () => {
    const { code, siteId } = await server.newSite();
    const device = await enrolled(url(), code);
    const { body } = await ask(device, '/codes', { method: 'POST' });
    const late = (body as { code: string }).code;
    await server.node.pool.query(
      `UPDATE caretrail.enrolment_codes SET expires_at = now() - INTERVAL '1 second'
       WHERE code_hash = $1`,
      [hashCode(late)],
    );
    const { code: open } = await server.newSite();

    const answers = [
      await enrol(newDevice(url()), '0000-0000-0000-0000'),
      await enrol(newDevice(url()), late),
      await enrol({ ...newDevice(url()), id: device.id }, open),
      await post(`${url()}/v1/enrol`, { code: open }),
    ];

    expect(answers).toMatchObject([
      { status: 403, body: { code: 'badCode' } },
      { status: 403, body: { code: 'badCode' } },
      { status: 403, body: { code: 'forbidden' } },
      { status: 400, body: { code: 'malformed' } },
    ]);
    expect(siteId).not.toBe('');
  });

  test('only an assertion of the device itself, for this server, now and once, gets a token', async () => {
    const { code } = await server.newSite();
    const device = await enrolled(url(), code);
    const nowS = Math.floor(Date.now() / 1000);
    const once = await assertion(device);
    const askWith = (text: string) => post(`${url()}/v1/token`, { assertion: text });

    const answers = {
      good: await askWith(once),
      replayed: await askWith(once),
      otherServer: await askWith(await assertion(device, { aud: 'https://elsewhere.example' })),
      otherKey: await askWith(
        await assertion({ ...device, privateKey: newDevice(url()).privateKey }),
      ),
      unknown: await askWith(await assertion(newDevice(url()))),
      expired: await askWith(await assertion(device, { exp: nowS - 3600 })),
      forYears: await askWith(await assertion(device, { exp: nowS + 1e8 })),
      noJwt: await askWith('nonsense'),
    };

    const refused = { status: 401, body: { code: 'unauthorized' } };
    expect(answers).toMatchObject({
      good: { status: 200 },
      replayed: refused,
      otherServer: refused,
      otherKey: refused,
      unknown: refused,
      expired: refused,
      forYears: refused,
      noJwt: refused,
    });
    const told = Number(answers.expired.headers.get('caretrail-time'));
    expect(Math.abs(told - Date.now())).toBeLessThan(60_000);
  });

  test('a token of one site opens no path of another', async () => {
    const a = await enrolled(url(), (await server.newSite('A')).code);
    const b = await enrolled(url(), (await server.newSite('B')).code);
    const asB = { ...a, siteId: b.siteId };
    const paths = [
      '/hello',
      '/log?after=0',
      '/wait?head=0',
      '/segments/0',
      '/snapshot',
      `/snapshot/${randomUUID()}/0`,
      '/digest',
      '/devices',
      `/files/${'0'.repeat(64)}`,
    ];
    const posts = ['/push', '/relay', '/codes', `/devices/${b.id}/revoke`, '/files'];

    const answers = [
      ...(await Promise.all(paths.map((path) => ask(asB, path)))),
      ...(await Promise.all(posts.map((path) => ask(asB, path, { method: 'POST' })))),
    ];

    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
      answers.map(() => ({ status: 403, body: { code: 'forbidden' } })),
    );
    const own = await ask(a, `/devices/${b.id}/revoke`, { method: 'POST' });
    expect(own).toMatchObject({ status: 404, body: { code: 'notFound' } });
  });

  test('without a token, or with one that is none, nothing of a site is answered', async () => {
    const device = await enrolled(url(), (await server.newSite()).code);

    const answers = [
      await call(`${url()}/v1/sites/${device.siteId}/log?after=0`),
      await ask({ ...device, token: 'x.y.z' }, '/log?after=0'),
      await ask({ ...device, token: await assertion(device) }, '/log?after=0'),
      await call(`${url()}/v1/nothing`),
    ];

    expect(answers).toMatchObject([
      { status: 401, body: { code: 'unauthorized' } },
      { status: 401, body: { code: 'unauthorized' } },
      { status: 401, body: { code: 'unauthorized' } },
      { status: 404, body: { code: 'notFound' } },
    ]);
  });

  test('all nodes take the tokens of each', async () => {
    const other = await server.startNode();
    const device = await enrolled(url(), (await server.newSite()).code);

    const answer = await ask({ ...device, url: other.url }, '/hello');

    expect(answer).toMatchObject({ status: 200, body: { head: 0, epoch: 1, ackedNumber: 0 } });
  });
});
