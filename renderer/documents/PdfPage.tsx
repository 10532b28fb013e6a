import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { InlineMessage } from '../ui/InlineMessage.tsx';

/** More than any screen shows, and more than some computers can draw. */
const MAX_CANVAS_PX = 32_000_000;

export type PdfPageProps = {
  readonly pdf: PDFDocumentProxy;
  readonly pageNumber: number;
  /** CSS pixels that the page is as wide as at 100 percent. */
  readonly fitWidthPx: number;
  readonly zoom: number;
};

type Drawn = { readonly text: string; readonly isFailed: boolean };

/** Draws a page into the canvas; answers how to stop that. */
function drawPage(
  { pdf, pageNumber, fitWidthPx, zoom }: PdfPageProps,
  canvas: HTMLCanvasElement,
  onDrawn: (drawn: Drawn) => void,
): () => void {
  let task: RenderTask | null = null;
  let isGone = false;
  const draw = async () => {
    const page = await pdf.getPage(pageNumber);
    const { width, height } = page.getViewport({ scale: 1 });
    const shown = (fitWidthPx / width) * zoom;
    const most = Math.sqrt(MAX_CANVAS_PX / (width * height));
    const viewport = page.getViewport({
      scale: Math.min(shown * globalThis.devicePixelRatio, most),
    });
    if (isGone) return;
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    canvas.style.inlineSize = `${width * shown}px`;
    task = page.render({ canvas, viewport });
    await task.promise;
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
    if (!isGone) onDrawn({ text: text.replaceAll(/\s+/g, ' ').trim(), isFailed: false });
  };
  draw().catch(() => {
    if (!isGone) onDrawn({ text: '', isFailed: true });
  });
  return () => {
    isGone = true;
    task?.cancel();
  };
}

function useDrawnPage(props: PdfPageProps, canvasRef: RefObject<HTMLCanvasElement | null>) {
  const { pdf, pageNumber, fitWidthPx, zoom } = props;
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return undefined;
    return drawPage({ pdf, pageNumber, fitWidthPx, zoom }, canvas, setDrawn);
  }, [pdf, pageNumber, fitWidthPx, zoom, canvasRef]);
  return drawn;
}

/** One page of a PDF, with its words for screen readers. */
export function PdfPage(props: PdfPageProps) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const drawn = useDrawnPage(props, canvasRef);
  const { pageNumber } = props;
  return (
    <>
      {drawn?.isFailed && (
        <InlineMessage tone="danger" title={`Page ${pageNumber} could not be drawn`}>
          It may be damaged. The other pages can still be looked at.
        </InlineMessage>
      )}
      <canvas ref={canvasRef} className="pdf__page" role="img" aria-label={`Page ${pageNumber}`} />
      <p className="visually-hidden">
        {drawn && (drawn.text || 'This page is a picture: it has no text that could be read out.')}
      </p>
    </>
  );
}
