import { dayInWords } from '../../shared/disclosures/disclosure.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import type { PdfPicture } from '../platform/pdf/pdf-pictures.ts';
import type { AttachedFiles } from './attached-files.ts';
import type { ChartContent } from './chart-content.ts';
import { voidedWords } from './draw-lists.ts';
import { instantInWords, inWords, type Names } from '../../shared/charts/field-words.ts';

/** Where the bytes come from that a page shows. */
export type Showing = {
  readonly names: Names;
  readonly files: AttachedFiles;
  /** A stored picture for paper; null where it is missing or damaged. */
  readonly pictureOf: (digest: string) => Promise<Uint8Array | null>;
  /** Gives others a turn; throws when the job is to stop. */
  readonly turn: (label: string, done: number, total: number) => Promise<void>;
};

type Photo = ChartContent['photos'][number];

const PHOTOS_PER_ROW = 2;

/** Photos with their captions, side by side. */
export async function drawPhotos(
  pdf: PdfDocument,
  photos: readonly Photo[],
  showing: Showing,
): Promise<void> {
  if (photos.length === 0) return pdf.paragraph('None.', { tone: 'quiet' });
  for (let from = 0; from < photos.length; from += PHOTOS_PER_ROW) {
    await showing.turn('Photos', from, photos.length);
    const pictures: PdfPicture[] = [];
    for (const photo of photos.slice(from, from + PHOTOS_PER_ROW))
      pictures.push({
        bytes: await showing.pictureOf(photo.digest),
        caption: captionOf(photo, showing),
      });
    await pdf.pictures({ pictures, perRow: PHOTOS_PER_ROW });
  }
  return undefined;
}

export function captionOf(photo: Photo, { names, files }: Showing): string {
  const lines = [
    `${instantInWords(photo.takenAt, names.timeZone)} · wound ${names.of.get(photo.woundId) ?? ''}`,
    ...(photo.caption === null ? [] : [photo.caption]),
    `Added by ${photo.addedByName}${voidedWords(photo)}`,
    `${files.pathOf.get(photo.id) ?? 'not in the ZIP'} · SHA-256 ${photo.digest}`,
  ];
  return lines.join('\n');
}

/** Documents by name, and consents with the words that were signed. */
export async function drawDocuments(
  pdf: PdfDocument,
  documents: ChartContent['documents'],
  showing: Showing,
): Promise<void> {
  const { files, names } = showing;
  pdf.table({
    columns: [
      { header: 'Day', share: 1.4 },
      { header: 'Document', share: 3.4, isBold: true },
      { header: 'Kind', share: 1.4 },
      { header: 'Pages', share: 1, align: 'end' },
      { header: 'Added by', share: 1.8 },
      { header: 'File in the ZIP, SHA-256', share: 3.6 },
    ],
    rows: documents.map((each) => ({
      isStruck: each.voidedAt !== null,
      tone: each.voidedAt === null ? 'plain' : 'warning',
      cells: [
        dayInWords(each.documentOn),
        each.title + voidedWords(each),
        inWords(each.kind),
        each.pageCount === null ? '' : String(each.pageCount),
        each.addedByName,
        `${files.pathOf.get(each.id) ?? ''}\n${each.digest}`,
      ],
    })),
    ifEmpty: 'None.',
  });
  for (const { statement, ...each } of documents) {
    if (statement === null) continue;
    pdf.heading(each.title, 3);
    pdf.paragraph(statement);
    const signer = `${each.signerName ?? 'Not recorded'} (${each.signerRelation ?? 'not recorded'})`;
    const when = each.signedAt === null ? '' : `, ${instantInWords(each.signedAt, names.timeZone)}`;
    const witness = each.witnessName === null ? '' : ` Witness: ${each.witnessName}.`;
    const caption = `Signed by ${signer}${when}.${witness}`;
    const bytes = await showing.pictureOf(each.digest);
    await pdf.pictures({ pictures: [{ bytes, caption }], perRow: 3, highestPt: 90 });
  }
}
