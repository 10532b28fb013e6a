import { ArchiveRestore } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { formatInstant } from '../ui/format.ts';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { backupMadeAt } from './backup-file.ts';
import { PassphraseEntry } from './PassphraseEntry.tsx';
import { durationWords } from './passphrase-words.ts';
import { useStart } from './start-store.ts';
import { StoreProgress } from './StoreProgress.tsx';
import { type RestoreEntry, useRestore } from './use-restore.ts';

export type RestorePanelProps = {
  /** File names in the backup folder to choose from, newest first. */
  readonly backups?: readonly string[] | undefined;
  /** The one file in question, instead of a choice. */
  readonly fixedFile?: string | undefined;
  /** Whose clocks the times are told on; left out, this computer's. */
  readonly timeZone?: string | undefined;
  readonly onCancel?: (() => void) | undefined;
};

/** The card for a file that is in no list. */
const ANOTHER = 'another';

type FileProps = {
  readonly entry: RestoreEntry;
  readonly backups: readonly string[];
  readonly timeZone: string | undefined;
};

function WhichFile({ entry, backups, timeZone }: FileProps) {
  const cards = backups.map((fileName) => {
    const madeAt = backupMadeAt(fileName);
    const title = madeAt === null ? fileName : formatInstant(madeAt, timeZone);
    return { key: fileName, title, detail: madeAt === null ? undefined : fileName };
  });
  const another = { key: ANOTHER, title: 'Another file', detail: 'On a drive or in a folder' };
  return (
    <RadioCards
      label="Backup"
      cards={[...cards, another]}
      value={entry.file ?? ANOTHER}
      onChange={(key) => entry.choose(key === ANOTHER ? null : key)}
    />
  );
}

type PathProps = Pick<FileProps, 'entry'> & {
  /** Puts the focus into the field when it appears. */
  readonly takesFocus: boolean;
};

function PathEntry({ entry, takesFocus }: PathProps) {
  const { path, typePath, pathProblem } = entry;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus || pathProblem !== undefined) input.current?.focus();
  }, [takesFocus, pathProblem]);
  return (
    <TextField
      label="Backup file"
      description="The whole path on this computer or a drive connected to it, such as E:\Backups\caretrail-2026-03-04T120000Z.backup"
      isRequired
      value={path}
      onChange={typePath}
      error={pathProblem}
      ref={input}
    />
  );
}

function RestoreFields({ entry, backups, timeZone }: FileProps) {
  return (
    <>
      {backups.length > 0 && <WhichFile entry={entry} backups={backups} timeZone={timeZone} />}
      {/* Whoever chose "another file" from a list is still choosing. */}
      {entry.file === null && <PathEntry entry={entry} takesFocus={backups.length === 0} />}
      <PassphraseEntry attempt={entry.attempt} description="The one at the time of the backup." />
      <p className="visually-hidden" role="alert">
        {entry.pathProblem}
      </p>
    </>
  );
}

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/** Which backup, its passphrase, and the progress of putting it in the place of the records. */
export function RestorePanel(props: RestorePanelProps) {
  const { fixedFile, timeZone, onCancel } = props;
  const backups = fixedFile === undefined ? (props.backups ?? []) : [];
  const entry = useRestore(fixedFile ?? backups[0] ?? null);
  const { data: status } = useOperation('store.status', {});
  const { secondsLeft } = entry.attempt;
  if (entry.isRunning) {
    return (
      <div ref={focusOnMount} tabIndex={-1} className="form-notice">
        <StoreProgress progress={status?.progress ?? null} otherwise="Restoring the backup…" />
      </div>
    );
  }
  return (
    <form onSubmit={(event) => void entry.submit(event)} noValidate>
      <Stack>
        {entry.notice !== null && (
          <FormNotice title="The backup was not restored">{entry.notice}</FormNotice>
        )}
        <RestoreFields entry={entry} backups={backups} timeZone={timeZone} />
        <Row justify="end">
          {onCancel && <Button onPress={onCancel}>Cancel</Button>}
          <Button
            variant="primary"
            icon={ArchiveRestore}
            type="submit"
            isDisabled={secondsLeft > 0}
          >
            {secondsLeft > 0 ? `Restore (in ${durationWords(secondsLeft)})` : 'Restore'}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}

/** True while a backup is taking the place of the records. */
export function useIsRestoring(): boolean {
  return useStart(({ restoring }) => restoring.kind === 'running');
}
