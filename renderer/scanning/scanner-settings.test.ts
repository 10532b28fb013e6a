import { expect, test } from 'vitest';
import {
  changeScannerSettings,
  readScannerSettings,
  useScannerSettings,
} from './scanner-settings.ts';

function storageWith(text: string | null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
  };
}

const defaults = { prefix: 'aim', usesTiming: true, sendsSeparators: false, sendsEnd: false };

test('what is missing, damaged or unknown is as a new scanner is', () => {
  for (const text of [null, '', '{', '7', '{"prefix":"F5"}', '{"usesTiming":"no"}'])
    expect(readScannerSettings(storageWith(text)), String(text)).toEqual(defaults);
});

test('a change is kept for the next start', () => {
  const storage = storageWith(null);
  changeScannerSettings({ prefix: 'F9' }, storage);
  changeScannerSettings({ usesTiming: false }, storage);
  const changed = { prefix: 'F9', usesTiming: false };
  expect(readScannerSettings(storage)).toMatchObject(changed);
  expect(useScannerSettings.getState()).toMatchObject(changed);
});

test('whether separators arrive is learned anew at each start', () => {
  const storage = storageWith(null);
  changeScannerSettings({ sendsSeparators: true }, storage);
  expect(useScannerSettings.getState().sendsSeparators).toBe(true);
  expect(readScannerSettings(storage).sendsSeparators).toBe(false);
});
