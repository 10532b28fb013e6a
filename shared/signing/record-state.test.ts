import { expect, test } from 'vitest';
import { recordStateOf } from './record-state.ts';

const at = '2026-03-10T15:00:00.000Z';

test.for([
  [{}, 'unsigned'],
  [{ signedAt: at }, 'signed'],
  [{ signedAt: at, needsCosignature: true }, 'awaitingCosignature'],
  [{ signedAt: at, needsCosignature: true, cosignedAt: at }, 'signed'],
  [{ needsCosignature: true }, 'unsigned'],
  [{ voidedAt: at }, 'voided'],
  [{ signedAt: at, needsCosignature: true, voidedAt: at }, 'voided'],
] as const)('%j is %s', ([fields, state]) => {
  const none = { signedAt: null, needsCosignature: false, cosignedAt: null, voidedAt: null };
  expect(recordStateOf({ ...none, ...fields })).toBe(state);
});
