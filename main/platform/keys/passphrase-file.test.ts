import { expect, test } from 'vitest';
import { openFile, sealFile } from './passphrase-file.ts';
import { newPassphraseLock } from './passphrase-wrap.ts';

const PASSPHRASE = 'quite a long one';
const TITLE = 'CARETRAIL TEST 1';
const content = new TextEncoder().encode('Maria Núñez was treated');
const lock = await newPassphraseLock(PASSPHRASE, { log2N: 4, r: 8, p: 1 });

test('a sealed file opens with the passphrase and shows nothing of itself without', async () => {
  const file = sealFile(TITLE, lock, content);
  expect(await openFile(TITLE, file, PASSPHRASE)).toEqual(content);
  expect(await openFile(TITLE, file, 'another long one')).toBe('wrongPassphrase');
  expect(Buffer.from(file).toString('latin1')).not.toContain('Maria');
});

test('a file of another kind, or one that was cut off, is told apart from a wrong passphrase', async () => {
  const file = sealFile(TITLE, lock, content);
  for (const other of [new Uint8Array(), content, file.subarray(0, 40)])
    expect(await openFile(TITLE, other, PASSPHRASE)).toBe('notOurs');
  expect(await openFile('CARETRAIL OTHER 1', file, PASSPHRASE)).toBe('notOurs');
});

test('no bit of a sealed file can be another', async () => {
  const file = sealFile(TITLE, lock, content);
  for (let at = 0; at < file.length; at += 7) {
    const flipped = Uint8Array.from(file);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(['notOurs', 'wrongPassphrase']).toContain(await openFile(TITLE, flipped, PASSPHRASE));
  }
});
