import { Hl7Message as SecondReader } from '@medplum/core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fieldText,
  type Hl7Message,
  readMessage,
  repetitionsOf,
  type Segment,
  segmentsNamed,
  textAt,
} from './message.ts';
import { writeSegment } from './write-segment.ts';

const MSH = 'MSH|^~\\&|ADT1|HOSP|CT|CT|202601151200||ADT^A08|1|P|2.5';

function read(text: string): Hl7Message {
  const message = readMessage(text);
  if (!message.ok) throw new Error(message.failure);
  return message.value;
}

function segmentOf(message: Hl7Message, name: string): Segment {
  const [segment] = segmentsNamed(message, name);
  if (!segment) throw new Error('No such segment');
  return segment;
}

test.for(['\r', '\n', '\r\n'])('lines may end in %j', (end) => {
  const message = read([MSH, 'PID|1||7', ''].join(end));
  expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'PID']);
  expect(message.isEnded).toBe(true);
});

test('the bytes of MLLP around a message are no part of it', () => {
  const message = read(`\u000B${MSH}\rPID|1||7\r\u001C\r`);
  expect(fieldText(message, segmentOf(message, 'PID'), { field: 3 })).toBe('7');
});

test('MSH counts its fields from the separator on', () => {
  const message = read(MSH);
  const msh = segmentOf(message, 'MSH');
  expect(fieldText(message, msh, { field: 3 })).toBe('ADT1');
  expect(fieldText(message, msh, { field: 9, component: 2 })).toBe('A08');
  expect(message.isEnded).toBe(false);
});

test.for([
  ['', 'does not begin with an MSH segment'],
  ['PID|1', 'does not begin with an MSH segment'],
  ['%PDF-1.7\rMSH|^~\\&|', 'does not begin with an MSH segment'],
  ['MSH|', 'has separators in MSH-1 and MSH-2 that are not usable'],
  [`${MSH}\rPID|1||7||Doe^J\rohn`, 'is not HL7 in its line 3'],
  [`${MSH}\rPI`, 'is not HL7 in its line 2'],
] as const)('%j is refused by name', ([text, reason]) => {
  expect(readMessage(text)).toEqual({ ok: false, failure: reason });
});

const signs = Array.from('aZ0 |^~\\&\r\n"é李');

test('whatever is written into a segment is read back in its place, here and by another reader', () => {
  const text = fc
    .string({ unit: fc.constantFrom(...signs) })
    .map((typed) => typed.trim().replace(/\r\n?/g, '\n'));
  fc.assert(
    fc.property(text, text, text, (one, two, three) => {
      const written = `${MSH}\r${writeSegment('NTE', { 3: { repeats: [one, ['', two, ['', three]]] } })}`;
      const message = read(written);
      const [first, second] = repetitionsOf(message, segmentOf(message, 'NTE'), 3);
      expect(textAt(first, 1)).toBe(one);
      expect(textAt(second, 2)).toBe(two);
      expect(textAt(second, 3, 2)).toBe(three);
      expect(SecondReader.parse(written.trimEnd()).segments).toHaveLength(2);
    }),
    { numRuns: 500 },
  );
});
