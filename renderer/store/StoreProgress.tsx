import type { OutputOf } from '../client/use-operation.ts';
import { formatCount } from '../ui/format.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';

type StoreProgressProps = {
  readonly progress: OutputOf<'store.status'>['progress'];
  /** What it is at while the store does not say. */
  readonly otherwise: string;
};

/** How far the opening or restoring of the records is. */
export function StoreProgress({ progress, otherwise }: StoreProgressProps) {
  if (progress === null || progress.total === 0)
    return <ProgressBar label={progress?.label ?? otherwise} />;
  const { label, done, total } = progress;
  return (
    <ProgressBar
      label={label}
      value={done}
      total={total}
      detail={`${formatCount(done)} of ${formatCount(total)}`}
    />
  );
}
