import { expect, test } from 'vitest';
import {
  decodeByteFrame as decodeInBrowser,
  encodeByteFrame as encodeInBrowser,
} from '../renderer/client/byte-frame.ts';
import { decodeByteFrame, encodeByteFrame } from '../main/hosts/byte-frame.ts';

const header = { seq: 7, put: 'é👩‍⚕️' };
const payload = Uint8Array.from([0, 1, 255]);

test('host and browser write the same frame and read each other’s', () => {
  const frame = encodeByteFrame(header, payload);
  expect(new Uint8Array(frame)).toEqual(encodeInBrowser(header, payload));
  expect(decodeInBrowser(new Uint8Array(frame).buffer)).toEqual({ header, payload });
  const decoded = decodeByteFrame(frame);
  expect(decoded?.header).toEqual(header);
  expect([...(decoded?.payload ?? [])]).toEqual([...payload]);
});

test.each([
  [[]],
  [[0, 0, 0]],
  [[0, 0, 0, 9, 123]],
  [[255, 255, 255, 255, 123, 125]],
  [[0, 0, 0, 1, 123]],
])('bytes that are no frame are told apart: %j', (bytes) => {
  expect(decodeByteFrame(Buffer.from(bytes))).toBeNull();
});
