import { PdfView, type PdfViewProps } from './PdfView.tsx';

/** A stored PDF, page by page, on a screen of another slice: as high as most of the window. */
export function PdfPanel(props: PdfViewProps) {
  return (
    <div className="pdf-panel">
      <PdfView {...props} />
    </div>
  );
}
