import { Printer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { bridge } from '../client/bridge.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { putPagesOnPaper } from './print-pages.ts';

export type PrintPdfPanelProps = { readonly digest: string };

const NOT_DRAWN =
  'The pages could not be drawn for the printer. Save the PDF and print it from there.';

/** Prints a stored PDF at the size of its pages. */
export function PrintPdfPanel({ digest }: PrintPdfPanelProps) {
  const [isDrawing, setDrawing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const remove = useRef<() => void>(() => undefined);
  useEffect(() => () => remove.current(), []);

  async function draw(): Promise<string | null> {
    const reply = await bridge.bytes.get(digest);
    if (!reply.ok) return reply.failure.message;
    remove.current();
    const pages = await putPagesOnPaper(reply.value);
    if (!pages.isOk) return pages.words;
    remove.current = pages.remove;
    // Some systems return from it at once: what is on paper stays until it is printed.
    addEventListener('afterprint', pages.remove, { once: true });
    window.print();
    return null;
  }
  async function print(): Promise<void> {
    setDrawing(true);
    setProblem(null);
    setProblem(await draw().catch(() => NOT_DRAWN));
    setDrawing(false);
  }
  return (
    <>
      <Button variant="primary" icon={Printer} isPending={isDrawing} onPress={() => void print()}>
        Print
      </Button>
      {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
    </>
  );
}
