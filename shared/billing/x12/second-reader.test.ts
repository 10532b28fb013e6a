import { X12Parser } from 'node-x12';
import { expect, test } from 'vitest';
import { exampleClaim, exampleEnvelope } from './example-claim.ts';
import { write837P } from './write-837p.ts';

test('another library reads the file strictly, and writes it back to the letter', async () => {
  const second = { ...exampleClaim, controlNumber: 'WC-2026-000124' };
  let text = '';
  for await (const piece of write837P([exampleClaim, second], exampleEnvelope)) text += piece;
  const interchange = new X12Parser(true).parse(text);
  expect(interchange.toString()).toBe(text);
});
