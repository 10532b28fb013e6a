import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar';
import { z } from 'zod';

/** A Chromium that can be started: its program and the environment it needs. */
export type Chromium = {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
};

const OVERRIDE = 'CARETRAIL_BROWSER';

const packageJson = z.object({ version: z.string() });

const INSTALLED: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
  ],
};

/**
 * The browser for tests and screenshots: the program that CARETRAIL_BROWSER names, else the one
 * that npm brought (Linux x64), else an installed Chrome. Throws a plain message if there is none.
 */
export async function findChromium(): Promise<Chromium> {
  const chosen = process.env[OVERRIDE];
  if (chosen) {
    if (await isExecutable(chosen)) return { executablePath: chosen, env: {} };
    throw new Error(`${OVERRIDE} names no program that can be started: ${chosen}`);
  }
  if (process.platform === 'linux' && process.arch === 'x64') return npmChromium();
  for (const path of INSTALLED[process.platform] ?? []) {
    if (await isExecutable(path)) return { executablePath: path, env: {} };
  }
  throw new Error(
    `No browser found. npm brings one for Linux x64 only, and this is ${process.platform} ` +
      `${process.arch}: install Google Chrome, or set ${OVERRIDE} to a Chromium program.`,
  );
}

// The package's own executablePath() writes one shared file non-atomically, and its args switch
// web security off: only its compressed files are used here.
async function npmChromium(): Promise<Chromium> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageDir = join(dirname(entry), '..');
  const { version } = packageJson.parse(
    JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')),
  );
  const refusals: string[] = [];
  for (const root of cacheRoots()) {
    const dir = join(root, 'npm-chromium', version);
    try {
      if (!(await isExecutable(join(dir, 'chromium')))) await inflate(join(packageDir, 'bin'), dir);
      await ensureFontsConf(dir);
      return {
        executablePath: join(dir, 'chromium'),
        env: {
          LD_LIBRARY_PATH: join(dir, 'al2023', 'lib'),
          FONTCONFIG_FILE: join(dir, 'fonts.conf'),
        },
      };
    } catch (error) {
      refusals.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`Chromium could not be unpacked (it needs 250 MB):\n  ${refusals.join('\n  ')}`);
}

// Someone else may own node_modules: then each person keeps an own copy.
function cacheRoots(): readonly string[] {
  return [
    join(import.meta.dirname, '..', 'node_modules', '.cache'),
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'caretrail'),
  ];
}

// Renamed into place when complete, so that parallel or killed runs never leave half a browser.
async function inflate(binDir: string, dir: string): Promise<void> {
  await mkdir(dirname(dir), { recursive: true });
  const unfinished = await mkdtemp(`${dir}.unfinished-`);
  try {
    const unpack = async (name: string, target: string) => {
      await mkdir(target, { recursive: true });
      await pipeline(
        createReadStream(join(binDir, `${name}.tar.br`)),
        createBrotliDecompress(),
        extract({ cwd: target }),
      );
    };
    await Promise.all([
      pipeline(
        createReadStream(join(binDir, 'chromium.br')),
        createBrotliDecompress({ chunkSize: 2 ** 21 }),
        createWriteStream(join(unfinished, 'chromium'), { mode: 0o755 }),
      ),
      unpack('fonts', join(unfinished, 'fonts')),
      unpack('al2023', join(unfinished, 'al2023')),
      unpack('swiftshader', unfinished),
    ]);
    await chmod(unfinished, 0o755); // mkdtemp makes it private, and others may share node_modules
    await rename(unfinished, dir);
  } catch (error) {
    if (!(await isExecutable(join(dir, 'chromium')))) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

// The package's fonts.conf points at a folder that is not there, and without a font pages come out
// blank and renderers crash. It holds the full path, so a moved checkout needs it anew.
async function ensureFontsConf(dir: string): Promise<void> {
  const path = join(dir, 'fonts.conf');
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escapeXml(join(dir, 'fonts', 'fonts'))}</dir>
  <cachedir>${escapeXml(join(dir, 'fonts', 'cache'))}</cachedir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
  const present = await readFile(path, 'utf8').catch(() => '');
  if (present === text) return;
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
