import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as line from '../shared/sync/line.ts';
import * as wire from '../shared/sync/wire.ts';

/** What each protocol says, as a digest; one that was released is never changed. */
const KNOWN: Readonly<Record<number, string>> = {
  1: '248946569900760a',
};

test('the wire is what its protocol number says', () => {
  const said = Object.entries({ ...line, ...wire })
    .flatMap(([name, value]) => (value instanceof z.ZodType ? [[name, schemaOf(value)]] : []))
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const all = JSON.stringify([said, wire.HEADERS, line.OUTCOMES, line.SERVER_DEVICE]);
  const digest = createHash('sha256').update(all).digest('hex').slice(0, 16);
  expect(
    digest,
    'The wire has changed. If whoever speaks the released protocol still understands all of it and is ' +
      'still understood, put the new digest here; otherwise raise PROTOCOL in shared/sync/wire.ts, let ' +
      'the server say in `oldestProtocol` since which one it understands, and add a line above.',
  ).toBe(KNOWN[wire.PROTOCOL]);
});

function schemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
}
