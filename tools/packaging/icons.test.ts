import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeIcons } from './icons.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-icons-'));
  await makeIcons(join(import.meta.dirname, '../../renderer/icon.svg'), folder);
});
afterAll(() => rm(folder, { recursive: true }));

test('the icon of Windows holds a picture of each size where its entries say', async () => {
  const icon = await readFile(join(folder, 'icon.ico'));
  const sizes: number[] = [];
  for (let at = 6; at < 6 + 16 * icon.readUInt16LE(4); at += 16) {
    const [length, from] = [icon.readUInt32LE(at + 8), icon.readUInt32LE(at + 12)];
    const { width } = await sharp(icon.subarray(from, from + length)).metadata();
    expect(icon.readUInt8(at)).toBe(width % 256);
    sizes.push(width);
  }
  expect(sizes).toEqual([16, 32, 48, 64, 128, 256]);
});

test('the icon of macOS holds a picture of each size up to 1024, one after another', async () => {
  const icon = await readFile(join(folder, 'icon.icns'));
  expect(icon.toString('latin1', 0, 4)).toBe('icns');
  expect(icon.readUInt32BE(4)).toBe(icon.byteLength);
  const sizes: number[] = [];
  for (let at = 8; at < icon.byteLength; at += icon.readUInt32BE(at + 4)) {
    const picture = icon.subarray(at + 8, at + icon.readUInt32BE(at + 4));
    sizes.push((await sharp(picture).metadata()).width);
  }
  expect(sizes).toEqual([128, 256, 512, 1024]);
});

test('the icons of Linux are drawn and not empty', async () => {
  const inside = { left: 256, top: 60, width: 1, height: 1 };
  const icon = sharp(join(folder, 'icons/512x512.png'));
  const [red, green, blue] = await icon.extract(inside).raw().toBuffer();
  expect([red, green, blue]).toEqual([0x5f, 0xd0, 0xc0]);
});
