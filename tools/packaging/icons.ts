import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512];
const WINDOWS_SIZES = [16, 32, 48, 64, 128, 256];
/** Apple's names of pictures by their size in pixels. */
const MAC_SIZES = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024 } as const;

/** Draws the programs' icons from the one that the window has: PNG for Linux, .ico and .icns. */
export async function makeIcons(svgPath: string, buildResources: string): Promise<void> {
  const svg = await readFile(svgPath);
  // Drawn at the size it is needed in: the density makes its 40 units that many pixels.
  const draw = (size: number): Promise<Buffer> =>
    sharp(svg, { density: (72 * size) / 40 })
      .resize(size, size)
      .png()
      .toBuffer();
  const folder = join(buildResources, 'icons');
  await mkdir(folder, { recursive: true });
  for (const size of LINUX_SIZES)
    await writeFile(join(folder, `${size}x${size}.png`), await draw(size));
  await writeFile(join(buildResources, 'icon.ico'), windowsIcon(await drawn(WINDOWS_SIZES, draw)));
  const pictures = await drawn(Object.values(MAC_SIZES), draw);
  await writeFile(join(buildResources, 'icon.icns'), macIcon(pictures));
}

type Picture = { readonly size: number; readonly png: Buffer };

function drawn(
  sizes: readonly number[],
  draw: (size: number) => Promise<Buffer>,
): Promise<readonly Picture[]> {
  return Promise.all(sizes.map(async (size) => ({ size, png: await draw(size) })));
}

/** A Windows icon file: a header, an entry of 16 bytes for each picture, then the pictures as PNG. */
export function windowsIcon(pictures: readonly Picture[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let at = header.byteLength + 16 * pictures.length;
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16);
    // A byte holds no 256: 0 stands for it.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.byteLength, 8);
    entry.writeUInt32LE(at, 12);
    at += png.byteLength;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)]);
}

/** An Apple icon file: a name and the whole length, then each picture under its own name and length. */
export function macIcon(pictures: readonly Picture[]): Buffer {
  const named = Object.entries(MAC_SIZES).flatMap(([name, size]) => {
    const png = pictures.find((picture) => picture.size === size)?.png;
    return png ? [block(name, png)] : [];
  });
  return block('icns', Buffer.concat(named));
}

function block(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8, name, 'latin1');
  head.writeUInt32BE(8 + content.byteLength, 4);
  return Buffer.concat([head, content]);
}
