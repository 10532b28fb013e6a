import type { PDFDocumentProxy } from 'pdfjs-dist';
import { ChevronLeft, ChevronRight, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { bridge } from '../client/bridge.ts';
import { FileOnItsWay } from '../FileOnItsWay.tsx';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { useElementSize } from '../ui/use-zoom.ts';
import { type OpeningPdf, openPdf } from './open-pdf.ts';
import { PdfPage } from './PdfPage.tsx';

type PdfState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'open'; readonly pdf: PDFDocumentProxy }
  | { readonly kind: 'coming' }
  | { readonly kind: 'failed'; readonly words: string };

const ZOOM_STEP = 1.25;
const MIN_ZOOM = 0.5;
const MAX_ZOOM = 5;
const MARGIN_PX = 32;

/** Reads a stored PDF and opens it, as long as this is on screen. */
function usePdf(digest: string) {
  const [state, setState] = useState<PdfState>({ kind: 'reading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isGone = false;
    let opening: OpeningPdf | null = null;
    const show = async () => {
      const reply = await bridge.bytes.get(digest);
      if (isGone) return;
      if (!reply.ok && reply.failure.code === 'NotHereYet') return setState({ kind: 'coming' });
      if (!reply.ok) return setState({ kind: 'failed', words: reply.failure.message });
      opening = openPdf(reply.value);
      const opened = await opening.opened;
      if (isGone) return;
      setState(
        opened.ok ? { kind: 'open', pdf: opened.pdf } : { kind: 'failed', words: opened.words },
      );
    };
    show().catch(() => setState({ kind: 'failed', words: 'The PDF could not be opened here.' }));
    return () => {
      isGone = true;
      opening?.close();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt reads it anew
  }, [digest, attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { state, retry };
}

function usePages({ numPages }: PDFDocumentProxy) {
  const [pageNumber, setPageNumber] = useState(1);
  const [zoom, setZoom] = useState(1);
  const turn = (by: number) =>
    setPageNumber((before) => Math.min(numPages, Math.max(1, before + by)));
  const zoomBy = (factor: number) =>
    setZoom((before) => Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, before * factor)));
  const fit = () => setZoom(1);
  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'PageDown') turn(1);
    else if (event.key === 'PageUp') turn(-1);
    else if (event.key === '+' || event.key === '=') zoomBy(ZOOM_STEP);
    else if (event.key === '-') zoomBy(1 / ZOOM_STEP);
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
  }
  return { pageNumber, zoom, turn, zoomBy, fit, press };
}

function Pages({ pdf, title }: { readonly pdf: PDFDocumentProxy; readonly title: string }) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const size = useElementSize(scrollRef);
  const { pageNumber, zoom, turn, zoomBy, fit, press } = usePages(pdf);
  return (
    <div className="pdf">
      <div className="pdf__bar" role="toolbar" aria-label="Pages and zoom">
        <Button
          icon={ChevronLeft}
          aria-label="Previous page"
          isDisabled={pageNumber === 1}
          onPress={() => turn(-1)}
        >
          Previous
        </Button>
        <output aria-live="polite">
          Page {pageNumber} of {pdf.numPages}
        </output>
        <Button
          icon={ChevronRight}
          aria-label="Next page"
          isDisabled={pageNumber === pdf.numPages}
          onPress={() => turn(1)}
        >
          Next
        </Button>
        <span className="pdf__space" />
        <IconButton label="Zoom out" icon={ZoomOut} onPress={() => zoomBy(1 / ZOOM_STEP)} />
        <output>{Math.round(zoom * 100)}%</output>
        <IconButton label="Zoom in" icon={ZoomIn} onPress={() => zoomBy(ZOOM_STEP)} />
        <IconButton label="Fit the width" icon={Maximize} onPress={fit} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys turn its pages */}
      <div
        ref={scrollRef}
        className="pdf__pages"
        role="region"
        aria-label={`${title}. Page Up and Page Down turn the pages, plus and minus zoom.`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that the keyboard can scroll it
        tabIndex={0}
        onKeyDown={press}
      >
        {size && (
          <PdfPage
            key={pageNumber}
            pdf={pdf}
            pageNumber={pageNumber}
            fitWidthPx={Math.max(200, Math.min(1000, size.width - MARGIN_PX))}
            zoom={zoom}
          />
        )}
      </div>
    </div>
  );
}

export type PdfViewProps = { readonly digest: string; readonly title: string };

/** A stored PDF, page by page. */
export function PdfView({ digest, title }: PdfViewProps) {
  const { state, retry } = usePdf(digest);
  if (state.kind === 'reading') return <ProgressBar label="Document: reading…" />;
  if (state.kind === 'coming')
    return <FileOnItsWay digest={digest} what="Document" onArrived={retry} />;
  if (state.kind === 'failed')
    return (
      <InlineMessage tone="danger" title="The document cannot be shown">
        {state.words}
      </InlineMessage>
    );
  return <Pages pdf={state.pdf} title={title} />;
}
