import { expect, test } from 'vitest';
import { chooseSyntheaFiles, fileSizeWords, syntheaFileNames } from './import-files.ts';

const fileAt = (path: string) => ({
  name: path.split('/').at(-1) ?? '',
  webkitRelativePath: path,
});

test('the known files of a folder are picked in the order they are read', () => {
  const paths = [...syntheaFileNames].toReversed().map((name) => fileAt(`synthea/${name}`));
  const chosen = chooseSyntheaFiles([...paths, fileAt('synthea/payers.csv')]);
  expect(chosen.wanted.map(({ name }) => name)).toEqual(syntheaFileNames);
  expect(chosen.missing).toEqual([]);
  expect(chosen.ignoredCount).toBe(1);
});

test('a file that is not there is named', () => {
  const some = syntheaFileNames.filter((name) => name !== 'supplies.csv').map(fileAt);
  expect(chooseSyntheaFiles(some).missing).toEqual(['supplies.csv']);
  expect(chooseSyntheaFiles(some).absent).toEqual([]);
});

test('a file that may be missing is told apart from one that is needed', () => {
  const some = syntheaFileNames.filter((name) => name !== 'allergies.csv').map(fileAt);
  expect(chooseSyntheaFiles(some).missing).toEqual([]);
  expect(chooseSyntheaFiles(some).absent).toEqual(['allergies.csv']);
});

test('of two files with one name the one nearer the top is taken', () => {
  const chosen = chooseSyntheaFiles([fileAt('a/old/patients.csv'), fileAt('a/patients.csv')]);
  expect(chosen.wanted).toEqual([fileAt('a/patients.csv')]);
  expect(chosen.ignoredCount).toBe(1);
});

test.each([
  [999, '999 bytes'],
  [72_691, '73 kB'],
  [2_400_000, '2.4 MB'],
])('%i bytes are told as %s', (byteLength, words) => {
  expect(fileSizeWords(byteLength)).toBe(words);
});
