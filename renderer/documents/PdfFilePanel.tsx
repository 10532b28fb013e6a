import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { PdfPanel } from './PdfPanel.tsx';
import { PrintPdfPanel } from './PrintPdfPanel.tsx';

export type PdfFilePanelProps = {
  readonly digest: string;
  /** Names nobody. */
  readonly fileName: string;
  /** What the pages are, where there is room to show them; null leaves them to be printed or saved. */
  readonly title: string | null;
};

/** Pages that were made: to print, to save and to look at. */
export function PdfFilePanel({ digest, fileName, title }: PdfFilePanelProps) {
  return (
    <>
      <SaveFileButtons files={[{ label: 'Save as PDF', digest, fileName }]}>
        <PrintPdfPanel digest={digest} />
      </SaveFileButtons>
      {title !== null && <PdfPanel digest={digest} title={title} />}
    </>
  );
}
