import type { PDFImage } from '@cantoo/pdf-lib';
import { LEADING, type PdfSheet, SMALL_PT } from './pdf-sheet.ts';

export type PdfPicture = {
  /** JPEG or PNG, upright; null where there is none to show. */
  readonly bytes: Uint8Array | null;
  readonly caption: string;
};

export type PictureRow = {
  readonly pictures: readonly PdfPicture[];
  /** How many stand side by side. */
  readonly perRow: 1 | 2 | 3;
  readonly highestPt?: number;
};

const GAP_PT = 12;
const HIGHEST_PT = 235;

const NOT_SHOWN = 'This picture cannot be shown here.';

/** Pictures with what is said below each of them; one that cannot be read says so in its place. */
export async function drawPictures(sheet: PdfSheet, wanted: PictureRow): Promise<void> {
  const { pictures, perRow, highestPt = HIGHEST_PT } = wanted;
  const widthPt = (sheet.widthPt - GAP_PT * (perRow - 1)) / perRow;
  for (let start = 0; start < pictures.length; start += perRow) {
    const row: Placed[] = [];
    for (const [index, picture] of pictures.slice(start, start + perRow).entries()) {
      const xPt = sheet.leftPt + index * (widthPt + GAP_PT);
      row.push(await placed(sheet, picture, { xPt, widthPt, highestPt }));
    }
    drawPlaced(sheet, row);
  }
}

type Placed = {
  readonly xPt: number;
  readonly image: PDFImage | null;
  readonly widthPt: number;
  readonly heightPt: number;
  readonly caption: readonly string[];
};

type Room = { readonly xPt: number; readonly widthPt: number; readonly highestPt: number };

async function placed(
  sheet: PdfSheet,
  { bytes, caption }: PdfPicture,
  room: Room,
): Promise<Placed> {
  const image = bytes === null ? null : await embedded(sheet, bytes);
  const said = image === null ? `${NOT_SHOWN}\n${caption}` : caption;
  const lines = sheet.broken(said, { sizePt: SMALL_PT }, room.widthPt);
  if (image === null)
    return { xPt: room.xPt, image, widthPt: room.widthPt, heightPt: 0, caption: lines };
  const scale = Math.min(room.widthPt / image.width, room.highestPt / image.height, 1);
  const size = { widthPt: image.width * scale, heightPt: image.height * scale };
  return { xPt: room.xPt, image, ...size, caption: lines };
}

async function embedded({ started }: PdfSheet, bytes: Uint8Array): Promise<PDFImage | null> {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  try {
    return isJpeg ? await started.pdf.embedJpg(bytes) : await started.pdf.embedPng(bytes);
  } catch {
    return null;
  }
}

function drawPlaced(sheet: PdfSheet, row: readonly Placed[]): void {
  const imageHeight = Math.max(0, ...row.map(({ heightPt }) => heightPt));
  const captionLines = Math.max(0, ...row.map(({ caption }) => caption.length));
  const linePt = SMALL_PT * LEADING;
  const height = imageHeight + 4 + captionLines * linePt;
  sheet.ensure(Math.min(height, sheet.heightPt));
  const top = sheet.topPt();
  for (const { xPt, image, widthPt, heightPt, caption } of row) {
    if (image)
      sheet
        .page()
        .drawImage(image, { x: xPt, y: top - heightPt, width: widthPt, height: heightPt });
    for (const [nth, text] of caption.entries())
      sheet.drawText(text, top - imageHeight - 4 - SMALL_PT - nth * linePt, {
        xPt,
        sizePt: SMALL_PT,
      });
  }
  sheet.move(height + 10);
}
