import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { type NamedFile, saveFile } from './client/save-file.ts';
import { SaveOutcomeText } from './SaveOutcomeText.tsx';
import { Button, type ButtonVariant } from './ui/Button.tsx';
import { Row } from './ui/Row.tsx';
import { Stack } from './ui/Stack.tsx';
import { useSaving } from './use-saving.ts';

export type FileToSave = NamedFile & {
  /** What its button says. */
  readonly label: string;
};

export type SaveFileButtonsProps = {
  readonly files: readonly FileToSave[];
  /** What the files are of, for whoever hears the buttons out of their place. */
  readonly of?: string | undefined;
  readonly variant?: ButtonVariant | undefined;
  readonly isWrapping?: boolean | undefined;
  /** What else can be done with the files, before the buttons. */
  readonly children?: ReactNode;
};

/** Files that the core keeps, to be saved where the user chooses, as often as needed. */
export function SaveFileButtons(props: SaveFileButtonsProps) {
  const { files, of, variant, isWrapping, children } = props;
  const { busy, outcome, save } = useSaving();
  return (
    <Stack gap={1}>
      <Row isWrapping={isWrapping}>
        {children}
        {files.map((file) => (
          <Button
            key={file.digest}
            icon={Download}
            variant={variant}
            isPending={busy === file.digest}
            aria-label={of === undefined ? undefined : `${file.label}: ${of}`}
            onPress={() => void save(file.digest, () => saveFile(file))}
          >
            {file.label}
          </Button>
        ))}
      </Row>
      <SaveOutcomeText outcome={outcome} />
    </Stack>
  );
}
