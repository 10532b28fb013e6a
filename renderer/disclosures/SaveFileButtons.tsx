import { Download } from 'lucide-react';
import { useState } from 'react';
import { bridge } from '../client/bridge.ts';
import { Button } from '../ui/Button.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

export type SavedFile = {
  readonly label: string;
  readonly digest: string;
  readonly fileName: string;
};

type SaveFileButtonsProps = {
  readonly files: readonly SavedFile[];
  /** What the files are of, for whoever hears the buttons out of their place. */
  readonly of: string;
};

type Outcome = { readonly isFailure: boolean; readonly text: string };

/** Files that are written down as given out, to be saved where the user chooses. */
export function SaveFileButtons({ files, of }: SaveFileButtonsProps) {
  const [busy, setBusy] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function save({ digest, fileName }: SavedFile) {
    setBusy(digest);
    setOutcome(null);
    const reply = await bridge.bytes.save(digest, fileName);
    setBusy(null);
    if (!reply.ok) setOutcome({ isFailure: true, text: reply.failure.message });
    else if (reply.value) setOutcome({ isFailure: false, text: `Saved as ${fileName}` });
  }

  return (
    <Stack gap={1}>
      <Row isWrapping>
        {files.map((file) => (
          <Button
            key={file.digest}
            icon={Download}
            isPending={busy === file.digest}
            aria-label={`${file.label}: ${of}`}
            onPress={() => void save(file)}
          >
            {file.label}
          </Button>
        ))}
      </Row>
      <span
        role="status"
        className={outcome?.isFailure ? 'disclosures__failed' : 'disclosures__outcome'}
      >
        {outcome?.text}
      </span>
    </Stack>
  );
}
