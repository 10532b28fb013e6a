import { expect, test } from 'vitest';
import { deriveSubkey, type KeyPurpose } from './key-derivation.ts';

const purposes: readonly KeyPurpose[] = [
  'pages',
  'files',
  'digest',
  'anchor',
  'manifest',
  'previous key',
  'passphrase seal',
];

test('each purpose has a key of its own, which stays the same for ever', () => {
  const dataKey = new Uint8Array(32).fill(7);
  const keys = purposes.map((purpose) =>
    Buffer.from(deriveSubkey(dataKey, purpose)).toString('hex'),
  );
  expect(new Set(keys).size).toBe(purposes.length);
  // Another value here means that records written before cannot be read any more.
  expect(keys[0]).toBe('ffa84e97eaf78e080c692dbb953a8a80e31d6ed823f7076852e6d2c6ec1a21a1');
});
