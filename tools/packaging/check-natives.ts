import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, filesBelow } from './laid-out.ts';
import { nativePlatform, runsOn } from './native-program.ts';
import { targetName } from './targets.ts';

const HEAD_BYTES = 1024;
const NATIVE_NAME = /\.(?:node|dll|dylib|so[.\d]*|exe)$/;

/** That every binary in the archive and beside it runs where the package is installed, by its content. */
export const checkNatives: Check = async ({ extracted, resources, target }) => {
  const places = [extracted, resources];
  const found = await Promise.all(
    places.map(async (place) =>
      Promise.all(
        (await filesBelow(place)).map(async (path) => {
          const platform = nativePlatform(await headOf(join(place, path)));
          if (platform === null)
            return NATIVE_NAME.test(path) ? `${path} is named like a program and is none` : null;
          return runsOn(platform, target)
            ? null
            : `${path} is for ${platform}, and the package for ${targetName(target)}`;
        }),
      ),
    ),
  );
  return found.flat().filter((each) => each !== null);
};

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
