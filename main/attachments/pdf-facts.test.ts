import { expect, test } from 'vitest';
import { fileKindOf } from './file-kind.ts';
import { isCutOff, isEncrypted, pageCountOf } from './pdf-facts.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

// Page trees as ISO 32000-2 §7.7.3 allows them.
test.each<[string, string, number | null]>([
  ['count behind the type', '<< /Type /Pages /Kids [3 0 R] /Count 7 >>', 7],
  ['count before the type', '<</Count 7/Kids[3 0 R]/Type/Pages>>', 7],
  ['a tree: the root counts all', '<</Type/Pages/Count 3>> <</Type/Pages/Count 12>>', 12],
  ['packed away', 'stream xyz endstream', null],
  ['none at all', '<</Type/Pages/Count 0>>', null],
  ['an impossible number', '<</Type/Pages/Count 999999>>', null],
  ['a page, not the tree', '<</Type/Page/Count 4>>', null],
  ['the catalogue’s reference to it', '<</Type/Catalog/Pages 2 0 R>> <</Count 9>>', null],
])('pages with the %s', (_how, text, pages) => {
  expect(pageCountOf(bytes(text))).toBe(pages);
});

test.each([
  ['trailer << /Encrypt 9 0 R >>', true],
  ['trailer <</Encrypt<</Filter/Standard>>>>', true],
  ['<</EncryptMetadata false>>', false],
  ['trailer << /Root 1 0 R >>', false],
])('encryption in %s: %s', (text, is) => {
  expect(isEncrypted(bytes(text))).toBe(is);
});

test('a PDF may have something behind its end, but must have one', () => {
  expect(isCutOff(bytes(`%PDF-1.7${' '.repeat(9000)}%%EOF${'\0'.repeat(900)}`))).toBe(false);
  expect(isCutOff(bytes(`%PDF-1.7 %%EOF${' '.repeat(9000)}`))).toBe(true);
});

// First bytes as the formats' own standards have them.
test.each([
  ['', 'empty'],
  ['\u00ff\u00d8\u00ff\u00e0', 'jpeg'],
  ['\u0089PNG\r\n\u001a\n', 'png'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
  ['RIFF\0\0\0\0WAVEfmt ', 'unknown'],
  ['GIF89a', 'gif'],
  ['\0\0\0\u0018ftypheic', 'heif'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['BM6', 'bmp'],
  ['%PDF-1.4', 'pdf'],
  ['\r\n%PDF-1.4', 'pdf'],
  [`${' '.repeat(1100)}%PDF-1.4`, 'unknown'],
  ['<svg xmlns="">', 'markup'],
  ['\u00ef\u00bb\u00bf\n<!doctype html>', 'markup'],
  ['<?xml version="1.0"?>', 'markup'],
  ['hello', 'unknown'],
])('a file that begins with %j is %s', (text, kind) => {
  expect(fileKindOf(bytes(text))).toBe(kind);
});
