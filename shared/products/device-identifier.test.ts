import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { built, gs1Content, hibcContent, tissueContent } from '../../test/udi-labels.ts';
import { buildHibc } from '../inventory/udi/build-hibc.ts';
import { readDeviceIdentifier, typedIdentifier } from './device-identifier.ts';

const NOW = { nowYear: 2026 };

/** Issuer and identifier as scans give them. */
const scanned = fc
  .oneof(
    gs1Content.map((content) => ['gs1', content.deviceIdentifier] as const),
    hibcContent.map((content) => ['hibc', content.deviceIdentifier] as const),
    tissueContent.map((content) => ['iccbba', content.deviceIdentifier] as const),
  )
  .map(([issuer, identifier]) => ({ issuer, identifier: identifier ?? '' }))
  .filter(({ identifier }) => identifier !== '');

test('what a scan says is taken as it is, whoever issued it', () => {
  fc.assert(
    fc.property(scanned, ({ issuer, identifier }) => {
      expect(readDeviceIdentifier(issuer, identifier)).toEqual({ ok: true, identifier });
    }),
    { numRuns: 500 },
  );
});

test('what is printed on a HIBC label says the same, though typing loses a space at its end', () => {
  fc.assert(
    fc.property(hibcContent, (content) => {
      const { primary } = built(buildHibc(content, NOW));
      const typed = (primary ?? '').trim().toLowerCase();
      expect(readDeviceIdentifier('hibc', typed)).toEqual({
        ok: true,
        identifier: content.deviceIdentifier,
      });
    }),
    { numRuns: 500 },
  );
});

test.for([
  ['gs1', '96385074', '00000096385074'],
  ['gs1', '0880-6388 269617', '08806388269617'],
  ['gs1', '012345678905', '00012345678905'],
  ['iccbba', '=/A9999XYZ100T0479', 'A9999XYZ100T0479'],
  ['iccbba', 'a9999xyz100t0479', 'A9999XYZ100T0479'],
  ['iccbba', '=)1TE123456A', '1TE123456A'],
] as const)('of %s "%s" is %s', ([issuer, typed, identifier]) => {
  expect(readDeviceIdentifier(issuer, typed)).toEqual({ ok: true, identifier });
});

test.for([
  ['gs1', '08806388269618', 'has a wrong check digit; compare it with the label'],
  ['gs1', '00000000000000', 'has a wrong check digit; compare it with the label'],
  ['gs1', '8.80639E+12', 'is not a GTIN of 8, 12, 13 or 14 digits'],
  ['gs1', '123', 'is not a GTIN of 8, 12, 13 or 14 digits'],
  ['hibc', '+A123BJC5D6E71H', 'has a wrong check character; compare it with the label'],
  ['hibc', '+A123/$$3', 'is not the primary code of a HIBC label'],
  ['hibc', 'A123', 'is not the primary code of a HIBC label'],
  ['iccbba', '=A99992612345600', 'is not the product code of an ISBT 128 label'],
  ['iccbba', '', 'is not the product code of an ISBT 128 label'],
] as const)('of %s "%s" %s', ([issuer, typed, problem]) => {
  expect(readDeviceIdentifier(issuer, typed)).toEqual({ ok: false, problem });
});

test('a problem is told at the identifier, and pieces that are not said are one', () => {
  const wrong = typedIdentifier.safeParse({ issuer: 'gs1', deviceIdentifier: '123' });
  expect(wrong.error?.issues.map(({ path }) => path)).toEqual([['deviceIdentifier']]);
  const right = { issuer: 'gs1', deviceIdentifier: '96385074' };
  expect(typedIdentifier.parse(right)).toMatchObject({ pieces: 1 });
});
