import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { disclosureOperations } from '../../shared/disclosures/contract.ts';
import { disclosureProblem } from '../../shared/disclosures/disclosure.ts';
import { attachedFiles } from './attached-files.ts';
import type { DisclosureJob } from './chart-reads.ts';
import { type DisclosureParts, layoutOf, showingOf, writtenBefore } from './disclose-chart.ts';
import { drawPacket } from './draw-packet.ts';
import { giveOut, givenOutOf } from './give-out.ts';
import { readPacket } from './packet-content.ts';

type Op = (typeof disclosureOperations)['disclosures.defencePacket'];

/** Writes what defends one application, and down that it was given out. */
export async function disclosePacket(
  asked: z.output<Op['input']>,
  job: DisclosureJob,
  parts: DisclosureParts,
): Promise<Result<z.input<Op['output']>, FailuresOf<Op>>> {
  const written = writtenBefore(job);
  if (written) return ok(await givenOutOf(job, written));
  const problem = disclosureProblem(asked);
  if (problem) return fail('BasisNoteMissing', problem.words);
  const content = await readPacket(job, parts.reads, asked);
  if (content === null)
    return fail('UnknownRecord', 'This patient has no such treatment record here.');
  const attached = attachedFiles(content);
  // Loaded when it is needed: the maker of PDFs is larger than all the rest.
  const { createPdfDocument } = await import('../platform/pdf/pdf-document.ts');
  const pdf = await createPdfDocument(
    await layoutOf(job, content, { what: 'Audit packet', parts }),
  );
  await drawPacket(pdf, content, showingOf(job, content, attached));
  const { site: _, names: __, photos, documents, ...told } = content;
  return ok(
    await giveOut(job, {
      asked,
      linkedPatientIds: [],
      about: {
        kind: 'packet',
        treatmentRecordId: asked.treatmentRecordId,
        parts: ['wounds', 'treatments', 'insurance', 'orders', 'photos', 'documents', 'protocols'],
        fromOn: null,
        toOn: null,
      },
      name: 'audit-packet',
      pdf: await pdf.finish(),
      attached,
      told: Object.entries({ ...told, photos, documents }).map(([part, value]) => [
        `data/${part}.json`,
        value,
      ]),
    }),
  );
}
