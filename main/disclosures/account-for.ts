import type { z } from 'zod';
import { civilDateAt } from '../../shared/base/civil-date.ts';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { disclosureOperations } from '../../shared/disclosures/contract.ts';
import {
  chartPartWords,
  daysInWords,
  disclosureBasisWords,
  type Disclosure,
  recipientKindWords,
} from '../../shared/disclosures/disclosure.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import type { ChartContent } from './chart-content.ts';
import { type DisclosureJob, readInTurn } from './chart-reads.ts';
import { type DisclosureParts, layoutOf, unknownPatient } from './disclose-chart.ts';
import { nameOf } from './draw-lists.ts';
import { instantInWords, type Names } from '../../shared/charts/field-words.ts';
import { keepFiles, selectDisclosuresOf, selectSite } from './store.ts';

type Op = (typeof disclosureOperations)['disclosures.accounting'];

/** Writes what of a chart was given out as a PDF, which the patient may ask for. */
export async function accountFor(
  { patientId }: z.output<Op['input']>,
  job: DisclosureJob,
  parts: DisclosureParts,
): Promise<Result<z.input<Op['output']>, FailuresOf<Op>>> {
  const at = { label: 'Patient', done: 0, total: 1 };
  const found = await readInTurn(job, at, async (reading) => {
    const chart = await parts.reads['patients.getChart']({ patientId }, reading);
    if (!chart.ok) return null;
    const site = await selectSite(reading.db);
    const disclosures = await selectDisclosuresOf(reading.db, patientId);
    const names: Names = { timeZone: site.timeZone, of: new Map() };
    return { patient: chart.value.patient, site, names, disclosures };
  });
  if (found === null) return unknownPatient;
  const { createPdfDocument } = await import('../platform/pdf/pdf-document.ts');
  const what = 'Accounting of disclosures';
  const pdf = await createPdfDocument(await layoutOf(job, found, { what, parts }));
  drawAccounting(pdf, found);
  const { bytes } = await pdf.finish();
  const release = job.files.holdDeletions();
  try {
    const file = { digest: await job.files.put(bytes), byteLength: bytes.byteLength };
    await job.chunk(async ({ tx, now }) => {
      await keepFiles(tx, [file], now);
      return { cursor: null, done: 1, total: 1, label: 'Written down' };
    });
    const day = civilDateAt(job.now, found.site.timeZone);
    return ok({ ...file, fileName: `caretrail-accounting-of-disclosures-${day}.pdf` });
  } finally {
    release();
  }
}

type Accounted = Pick<ChartContent, 'patient' | 'site' | 'names'> & {
  readonly disclosures: readonly Disclosure[];
};

function drawAccounting(pdf: PdfDocument, { patient, site, names, disclosures }: Accounted): void {
  pdf.title('Accounting of disclosures', nameOf(patient));
  pdf.paragraph(
    `What ${site.name} gave out of this chart from this computer, the newest first. Times are on the clocks of ${names.timeZone}.`,
  );
  if (disclosures.length === 0) pdf.paragraph('Nothing was given out.', { isBold: true });
  for (const each of disclosures) {
    pdf.heading(instantInWords(each.disclosedAt, names.timeZone), 2);
    pdf.keyValues([
      {
        label: 'To',
        value: [each.recipientName, each.recipientAddress]
          .filter((part) => part !== null)
          .join(', '),
      },
      { label: 'Who that is', value: recipientKindWords[each.recipientKind] },
      { label: 'Purpose', value: each.purpose },
      {
        label: 'Basis',
        value: [disclosureBasisWords[each.basis], each.basisNote]
          .filter((part) => part !== null)
          .join(': '),
      },
      { label: 'What', value: givenInWords(each) },
      { label: 'Given out by', value: each.disclosedByName },
      ...digestEntries(each),
    ]);
  }
}

function digestEntries({ pdfDigest, zipDigest, fhirDigest }: Disclosure) {
  const entries = [
    { label: 'SHA-256 of the PDF', value: pdfDigest },
    { label: 'SHA-256 of the ZIP', value: zipDigest },
    { label: 'SHA-256 of the FHIR file', value: fhirDigest },
  ];
  return entries.flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
}

function givenInWords({ kind, parts, ...each }: Disclosure): string {
  const pages = `${each.pageCount} pages, ${each.fileCount} files`;
  if (kind === 'packet') return `What defends one treatment in an audit (${pages})`;
  const what = parts.map((part) => chartPartWords[part]).join(', ');
  if (kind === 'fhir')
    return `As FHIR, for another program: ${what}. Photos and documents are named in it. ${daysInWords(each)}`;
  return `Of the chart: ${what === '' ? 'who the patient is' : what}. ${daysInWords(each)} (${pages})`;
}
