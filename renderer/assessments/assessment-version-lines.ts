import { z } from 'zod';
import { assessmentContent } from '../../shared/assessments/assessment.ts';
import { bwatItems } from '../../shared/assessments/bwat.ts';
import { formatCivilDate } from '../ui/format.ts';
import { assessmentLines } from './assessment-lines.ts';

/** A correction is kept by its columns: with the area, not the outline that gave it. */
const keptArea = z.looseObject({
  method: z.string().nullable(),
  areaMm2: z.int().nullable(),
});

/** Reads the content of an assessment, from the record itself or from a correction of it, to compare. */
export function assessmentVersionLines(content: unknown) {
  const kept = keptArea.safeParse(content).data;
  const tracedAreaMm2 = kept === undefined || kept.method === 'ruler' ? null : kept.areaMm2;
  const { data: read } = assessmentContent.safeParse({ ...kept, tracedAreaMm2 });
  if (read === undefined) return [];
  const scored = bwatItems
    .filter(({ key }) => read.bwatItems?.[key] !== undefined)
    .map(({ key, words }) => `${words} ${read.bwatItems?.[key]}`);
  return [
    { key: 'when', label: 'Assessed', value: formatCivilDate(read.assessedOn) },
    ...assessmentLines(read),
    { key: 'bwat', label: 'BWAT items', value: scored.join(' · ') },
  ];
}
