import type { BwatKey } from '../../shared/assessments/bwat.ts';

/**
 * What the ends of each item's five steps stand for, in words of our own: a reminder for people who
 * score with the tool beside them, and no copy of it.
 */
export const BWAT_ENDS: Readonly<
  Record<BwatKey, { readonly best: string; readonly worst: string }>
> = {
  size: { best: 'smallest', worst: 'largest' },
  depth: { best: 'skin only', worst: 'through to bone or hidden' },
  edges: { best: 'fade into the skin', worst: 'thick, rolled, scarred' },
  undermining: { best: 'none', worst: 'far, or a tunnel' },
  necroticType: { best: 'none', worst: 'hard, black, fixed' },
  necroticAmount: { best: 'none', worst: 'covers nearly all' },
  exudateType: { best: 'none', worst: 'thick, discolored, foul' },
  exudateAmount: { best: 'dry', worst: 'large' },
  surroundingColour: { best: 'as elsewhere', worst: 'black or very dark' },
  oedema: { best: 'none', worst: 'wide, pitting, or crackling' },
  induration: { best: 'none', worst: 'far around' },
  granulation: { best: 'closed or full and bright', worst: 'none' },
  epithelialization: { best: 'covers all', worst: 'hardly any' },
};
