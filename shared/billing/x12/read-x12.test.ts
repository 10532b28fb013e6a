import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readX12 } from './read-x12.ts';

const ISA =
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *260116*0800*^*00501*000000042*0*T*:';
const FILE = [
  ISA,
  'GS*FA*PAYER*CLINIC*20260116*0800*9*X*005010X231A1',
  'ST*999*0001*005010X231A1',
  'AK1*HC*7*005010X222A1',
  'AK9*A*1*1*1',
  'SE*4*0001',
  'GE*1*9',
  'IEA*1*000000042',
  '',
];
const text = FILE.join('~');

function codeOf(file: string): string {
  const read = readX12(file);
  return read.ok ? 'ok' : read.failure.code;
}

describe('a whole file', () => {
  test('is read with its envelopes', () => {
    expect(readX12(text)).toEqual({
      ok: true,
      value: [
        {
          senderId: 'PAYER',
          receiverId: 'CLINIC',
          controlNumber: '000000042',
          isTest: true,
          componentSeparator: ':',
          groups: [
            {
              kind: 'FA',
              controlNumber: '9',
              implementation: '005010X231A1',
              transactions: [
                {
                  kind: '999',
                  controlNumber: '0001',
                  implementation: '005010X231A1',
                  segments: [
                    { tag: 'AK1', elements: ['HC', '7', '005010X222A1'] },
                    { tag: 'AK9', elements: ['A', '1', '1', '1'] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test.for([
    ['with line breaks between segments', text.replaceAll('~', '~\r\n')],
    ['wrapped at 80 columns', text.replaceAll(/(.{80})/g, '$1\n')],
    ['with a byte order mark and blank lines around it', `\uFEFF\n\n${text}\n\n`],
    ['with other separators', text.replaceAll('*', '|').replaceAll('~', "'").replaceAll(':', '>')],
    ['that ends its segments by line breaks', text.replaceAll('~', '\n')],
    ['that ends its segments by Windows line breaks', text.replaceAll('~', '\r\n')],
  ] as const)('%s is read alike', ([, file]) => {
    const [one, other] = [readX12(file), readX12(text)].map((read) =>
      read.ok ? read.value.map(({ groups }) => groups) : read,
    );
    expect(one).toEqual(other);
  });

  test('may hold several interchanges, and acknowledgements of interchanges', () => {
    const withTa1 = text.replace('~GS', '~TA1*000000007*260115*0930*A*000~GS');
    const read = readX12(text + withTa1);
    expect(read.ok && read.value.length).toBe(2);
  });
});

describe('a file that is refused', () => {
  test.for([
    ['an empty file', '', 'notX12'],
    ['a PDF', '%PDF-1.7 ...', 'notX12'],
    ['HTML', '<html>ISA*</html>', 'notX12'],
    ['EDIFACT', "UNB+UNOC:3+A+B+260116:0800+1'", 'notX12'],
    ['an ISA of other widths', text.replace('PAYER          ', 'PAYER'), 'notX12'],
    ['a letter as separator', text.replaceAll('*', 'x'), 'notX12'],
    ['a file cut in the ISA', text.slice(0, 60), 'cutOff'],
    ['no IEA', text.slice(0, text.indexOf('IEA')), 'cutOff'],
    ['half an IEA', text.slice(0, -5), 'cutOff'],
    ['an IEA without its end', text.slice(0, -1), 'cutOff'],
    ['something behind the IEA', `${text}XX`, 'cutOff'],
    ['a segment behind the IEA', `${text}AK1*HC~`, 'outOfPlace'],
    ['an SE number that differs', text.replace('SE*4*0001', 'SE*4*0002'), 'numbersDiffer'],
    ['a GE number that differs', text.replace('GE*1*9', 'GE*1*8'), 'numbersDiffer'],
    [
      'an IEA number that differs',
      text.replace('IEA*1*000000042', 'IEA*1*000000043'),
      'numbersDiffer',
    ],
    ['a wrong count of segments', text.replace('SE*4', 'SE*5'), 'countsDiffer'],
    ['a lost segment', text.replace('AK9*A*1*1*1~', ''), 'countsDiffer'],
    ['a count that is no number', text.replace('SE*4', 'SE*four'), 'countsDiffer'],
    ['a wrong count of sets', text.replace('GE*1', 'GE*2'), 'countsDiffer'],
    ['a wrong count of groups', text.replace('IEA*1', 'IEA*0'), 'countsDiffer'],
    ['a lost SE', text.replace('SE*4*0001~', ''), 'outOfPlace'],
    ['a lost ST', text.replace('ST*999*0001*005010X231A1~', ''), 'outOfPlace'],
    ['a lost GE', text.replace('GE*1*9~', ''), 'outOfPlace'],
    ['an ISA within', text.replace('AK1', 'ISA'), 'outOfPlace'],
  ] as const)('%s', ([, file, code]) => {
    expect(codeOf(file)).toBe(code);
  });

  test('wherever a file is cut, nothing of it is read', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), (at) => {
        expect(codeOf(text.slice(0, at))).not.toBe('ok');
      }),
    );
  });

  test('whatever else is handed in is refused in words, not by breaking', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(text.length), (junk, at) => {
        expect(typeof codeOf(junk)).toBe('string');
        expect(typeof codeOf(text.slice(0, at) + junk + text.slice(at))).toBe('string');
      }),
    );
  });
});
