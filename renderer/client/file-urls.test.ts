import { expect, test } from 'vitest';
import { fail, ok } from '../../shared/base/result.ts';
import { createFileUrls, type FileView } from './file-urls.ts';

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

function openUrls(given: { readonly maxIdleBytes?: number; readonly maxAtOnce?: number } = {}) {
  const live = new Set<string>();
  const asked: string[] = [];
  let isDamaged = false;
  let made = 0;
  const urls = createFileUrls({
    read: async (digest) => {
      asked.push(digest);
      return isDamaged ? fail('DamagedFile', 'It is damaged.') : ok(new Uint8Array(10));
    },
    createUrl: () => {
      made += 1;
      live.add(`blob:${made}`);
      return `blob:${made}`;
    },
    revokeUrl: (url) => live.delete(url),
    maxIdleBytes: given.maxIdleBytes ?? 20,
    maxAtOnce: given.maxAtOnce ?? 2,
  });
  const hold = (digest: string) => {
    const views: FileView[] = [];
    const release = urls.hold({ digest, mediaType: 'image/jpeg' }, (view) => views.push(view));
    return { views, release };
  };
  return { urls, hold, live, asked, damage: (damaged: boolean) => (isDamaged = damaged) };
}

test('a file is read once, however many places show it', async () => {
  const { hold, asked, live } = openUrls();
  const [one, other] = [hold('a'), hold('a')];
  await settled();
  expect(asked).toEqual(['a']);
  expect(one.views.at(-1)).toEqual({ state: 'ready', url: 'blob:1' });
  expect(other.views.at(-1)).toEqual(one.views.at(-1));
  expect(live.size).toBe(1);
});

test('addresses that nothing shows are revoked, the oldest first, once they hold too many bytes', async () => {
  const { hold, live } = openUrls();
  for (const digest of ['a', 'b', 'c']) {
    const { release } = hold(digest);
    await settled();
    release();
  }
  expect([...live]).toEqual(['blob:2', 'blob:3']);
});

test('what was scrolled away before its turn is never read', async () => {
  const { hold, asked } = openUrls({ maxAtOnce: 1 });
  hold('a');
  hold('b').release();
  hold('c');
  await settled();
  await settled();
  expect(asked).toEqual(['a', 'c']);
});

test('a damaged file says so, and is read anew when it is shown again', async () => {
  const { hold, asked, damage } = openUrls();
  damage(true);
  const first = hold('a');
  await settled();
  expect(first.views.at(-1)).toMatchObject({ state: 'failed', failure: { code: 'DamagedFile' } });
  first.release();
  damage(false);
  const second = hold('a');
  await settled();
  expect(second.views.at(-1)?.state).toBe('ready');
  expect(asked).toEqual(['a', 'a']);
});

test('after forgetting nothing is left, not even what was on its way', async () => {
  const { urls, hold, live } = openUrls();
  hold('a');
  await settled();
  const late = hold('b');
  urls.forget();
  await settled();
  expect(live.size).toBe(0);
  expect(late.views.at(-1)?.state).toBe('reading');
});
