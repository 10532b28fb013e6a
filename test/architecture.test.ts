import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, onTestFinished, test } from 'vitest';
import { installed, lawful, type Plant, plants } from './architecture-plants.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['shared', 'main', 'renderer', 'server', 'tools', 'test', 'bench', 'torture'];
const options = await extractOptions(join(ROOT, '.dependency-cruiser.cjs'));
const tsConfig = extractTsConfig(join(ROOT, 'tsconfig.json'));
const rules = options.ruleSet?.forbidden?.flatMap((rule) => rule.name ?? []) ?? [];

/** What a tree breaks, one line per violation: `rule: from → to`. */
async function violations(baseDir: string): Promise<readonly string[]> {
  const folders = FOLDERS.filter((folder) => existsSync(join(baseDir, folder)));
  const { output } = await cruise(
    folders,
    { ...options, validate: true, baseDir },
    options.enhancedResolveOptions,
    { tsConfig },
  );
  if (typeof output === 'string') throw new Error(output);
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

async function planted(files: Plant): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'caretrail-plant-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

describe('imports', () => {
  test('the project keeps every rule', { timeout: 60_000 }, async () => {
    expect(await violations(ROOT)).toEqual([]);
  });

  test('what the architecture allows sets off no rule', async () => {
    expect(await violations(await planted({ ...installed, ...lawful }))).toEqual([]);
  });

  test('every rule has a plant that proves it', () => {
    expect(Object.keys(plants).toSorted()).toEqual(rules.toSorted());
  });

  describe.for(Object.entries(plants))('the rule %s', ([rule, ways]) => {
    const named = ways.map((way) => [Object.keys(way).join(' with '), way] as const);
    test.for(named)('bites on %s, and no other does', async ([, way]) => {
      const found = await violations(await planted({ ...installed, ...way }));
      expect(new Set(found.map((line) => line.split(':')[0]))).toEqual(new Set([rule]));
    });
  });
});

describe('the narrow tsconfig of a folder', () => {
  /** Compiles one file as if it stood in that folder of the project. */
  async function compile(folder: string, text: string): Promise<string> {
    const dir = await planted({
      [`${folder}/planted.ts`]: text,
      [`${folder}/tsconfig.json`]: JSON.stringify({
        extends: join(ROOT, folder, 'tsconfig.json'),
        include: ['.'],
      }),
    });
    await symlink(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
    const tsc = join(ROOT, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
    return promisify(execFile)(process.execPath, [tsc, '-p', join(dir, folder)]).then(
      ({ stdout }) => stdout,
      (error: { readonly stdout: string }) => error.stdout,
    );
  }

  test.for([
    ['shared', 'document'],
    ['shared', 'process'],
    ['shared', 'Buffer'],
    ['main', 'document'],
    ['renderer', 'process'],
  ] as const)('keeps %s from using %s', { timeout: 30_000 }, async ([folder, name]) => {
    const complaints = await compile(folder, `export const planted = ${name};\n`);
    expect(complaints).toContain(`planted.ts(1,24): error TS`);
    expect(complaints).toContain(`Cannot find name '${name}'`);
  });

  test.for([
    ['main', 'process'],
    ['renderer', 'document'],
  ] as const)('lets %s use %s', { timeout: 30_000 }, async ([folder, name]) => {
    expect(await compile(folder, `export const planted = typeof ${name};\n`)).toBe('');
  });
});
