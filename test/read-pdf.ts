import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A run of text where it stands: points from the lower left corner. */
export type PdfText = {
  readonly text: string;
  readonly xPt: number;
  readonly yPt: number;
  readonly endPt: number;
};

export type ReadPdf = {
  readonly title: unknown;
  readonly language: unknown;
  readonly bookmarks: readonly string[];
  readonly pages: readonly {
    readonly widthPt: number;
    readonly heightPt: number;
    readonly texts: readonly PdfText[];
  }[];
};

type Outline = { readonly title: string; readonly items: readonly Outline[] };

/** What another program reads in a PDF. Bookmarks below another are indented by two spaces. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: new Uint8Array(pdf) });
  const document = await loading.promise;
  const { info } = await document.getMetadata();
  const pages: ReadPdf['pages'][number][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) =>
      'str' in item && item.str.trim() !== '' ? [placed(item)] : [],
    );
    pages.push({ widthPt: width, heightPt: height, texts });
  }
  const outline = (await document.getOutline()) as readonly Outline[] | null;
  const read = {
    title: 'Title' in info ? info.Title : null,
    language: 'Language' in info ? info.Language : null,
    bookmarks: indented(outline ?? [], ''),
    pages,
  };
  await loading.destroy();
  return read;
}

function placed(item: { str: string; width: number; transform: readonly unknown[] }): PdfText {
  const xPt = Number(item.transform[4]);
  return { text: item.str, xPt, yPt: Number(item.transform[5]), endPt: xPt + item.width };
}

function indented(items: readonly Outline[], indent: string): readonly string[] {
  return items.flatMap(({ title, items: below }) => [
    indent + title,
    ...indented(below, `${indent}  `),
  ]);
}

/** All text of a page in the order in which it is written, one space between. */
export function textOf(page: ReadPdf['pages'][number] | undefined): string {
  return (page?.texts ?? []).map(({ text }) => text).join(' ');
}
