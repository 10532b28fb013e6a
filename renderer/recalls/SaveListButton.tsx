import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/class-names.ts';
import { saveList, type StartedList } from './save-list.ts';

type SaveListButtonProps = {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Starts writing the file. */
  readonly start: () => Promise<StartedList>;
};

/** Writes a list into a file and lets the user choose where it goes. */
export function SaveListButton({ label, icon, start }: SaveListButtonProps) {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Awaited<ReturnType<typeof saveList>>>(null);

  async function save() {
    setBusy(true);
    setOutcome(null);
    const saved = await saveList(start()).catch(() => null);
    setBusy(false);
    setOutcome(saved);
  }

  return (
    <>
      <Button icon={icon} isPending={isBusy} onPress={() => void save()}>
        {label}
      </Button>
      <span
        role="status"
        className={classNames('recalls-outcome', outcome?.isFailure && 'recalls-outcome--failed')}
      >
        {outcome?.text}
      </span>
    </>
  );
}
