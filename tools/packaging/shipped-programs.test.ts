import { expect, test } from 'vitest';
import { reachableFrom } from './shipped-programs.ts';

const texts = new Map([
  ['electron.js', 'import { a } from "./shared-1.js"; new URL("./preload.cjs", import.meta.url)'],
  ['preload.cjs', ''],
  ['worker.js', "await import('./late-2.js')"],
  ['shared-1.js', 'new Worker(new URL(`./worker.js`, import.meta.url))'],
  ['late-2.js', ''],
  ['cli.js', 'import "./shared-1.js"; import "./only-cli.js"'],
  ['only-cli.js', ''],
]);

test('what the entries lead to ships, however it is named, and what only others lead to does not', () => {
  expect(reachableFrom(['electron.js'], texts)).toEqual([
    'electron.js',
    'late-2.js',
    'preload.cjs',
    'shared-1.js',
    'worker.js',
  ]);
});

test('an entry that the build lacks is named', () => {
  expect(() => reachableFrom(['gone.js'], texts)).toThrow('The build lacks dist/main/gone.js');
});
