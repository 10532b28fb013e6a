import type { ClaimLine, LineItemIdentifier } from '../claim.ts';
import { dollarsOf, quantityOf } from './amount.ts';
import { careProviderOf } from './claim-loops.ts';
import { compositeOf, segmentOf, x12DateOf } from './segment.ts';
import { x12TextOf } from './x12-text.ts';

/** What NTE02 of a line holds at most. */
export const MAX_NARRATIVE = 80;

function itemLoopOf({
  qualifier,
  identifier,
  quantity,
  unit,
}: LineItemIdentifier): readonly string[] {
  return [
    segmentOf('LIN', '', qualifier, identifier),
    segmentOf('CTP', '', '', '', quantityOf(quantity), unit),
  ];
}

/**
 * Loops 2400, 2410 and 2420E of one service line, the `number`th of its claim. SV105 stays empty:
 * a line is given where its claim says.
 */
export function lineLoopOf(line: ClaimLine, number: number): readonly string[] {
  const narrative = x12TextOf(line.narrative ?? '', MAX_NARRATIVE);
  const segments = [
    segmentOf('LX', String(number)),
    segmentOf(
      'SV1',
      compositeOf('HC', line.procedureCode, ...line.modifiers),
      dollarsOf(line.chargeCents),
      'UN',
      quantityOf(line.units),
      '',
      '',
      compositeOf(...line.pointers.map(String)),
    ),
    segmentOf('DTP', '472', 'D8', x12DateOf(line.servedOn)),
    segmentOf('REF', '6R', line.id),
  ];
  if (narrative !== '') segments.push(segmentOf('NTE', 'ADD', narrative));
  if (line.item) segments.push(...itemLoopOf(line.item));
  if (line.ordering) segments.push(careProviderOf('DK', line.ordering));
  return segments;
}
