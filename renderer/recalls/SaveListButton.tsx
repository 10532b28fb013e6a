import type { LucideIcon } from 'lucide-react';
import { recallOperations } from '../../shared/recalls/contract.ts';
import { saveWritten, type Writing } from '../client/save-file.ts';
import { SaveOutcomeText } from '../SaveOutcomeText.tsx';
import { Button } from '../ui/Button.tsx';
import { useSaving } from '../use-saving.ts';

type SaveListButtonProps = Pick<Writing, 'start'> & {
  readonly label: string;
  readonly icon: LucideIcon;
};

const exported = recallOperations['recalls.exportCalls'].output;

/** Writes a list into a file and lets the user choose where it goes. */
export function SaveListButton({ label, icon, start }: SaveListButtonProps) {
  const { busy, outcome, save } = useSaving();
  const writing = {
    start,
    fileIn: (value: unknown) => exported.safeParse(value).data,
    notWritten: 'The list was not written. Please try again.',
  };
  return (
    <>
      <Button
        icon={icon}
        isPending={busy !== null}
        onPress={() => void save('list', () => saveWritten(writing))}
      >
        {label}
      </Button>
      <SaveOutcomeText outcome={outcome} />
    </>
  );
}
