import type { SaveOutcome } from './client/save-file.ts';
import { classNames } from './ui/class-names.ts';

export type SaveOutcomeTextProps = { readonly outcome: SaveOutcome | null };

/** Where a file was saved to, or why it was not; it stays in place, empty, to be announced. */
export function SaveOutcomeText({ outcome }: SaveOutcomeTextProps) {
  return (
    <span
      role="status"
      className={classNames('save-outcome', outcome?.isFailure && 'save-outcome--failed')}
    >
      {outcome?.text}
    </span>
  );
}
