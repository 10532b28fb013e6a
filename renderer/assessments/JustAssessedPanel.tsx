import { useEffect } from 'react';
import { formatTimeOfDay } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { sizeInWords } from './assessment-words.ts';
import { useAssessmentsOnScreen } from './assessments-store.ts';

export type JustAssessedPanelProps = { readonly woundId: string; readonly timeZone: string };

/** Says that the last save of an assessment succeeded, until another wound or form is opened. */
export function JustAssessedPanel({ woundId, timeZone }: JustAssessedPanelProps) {
  const justSaved = useAssessmentsOnScreen((screen) => screen.justSaved);
  const isOther = justSaved !== null && justSaved.woundId !== woundId;
  useEffect(() => {
    if (isOther) useAssessmentsOnScreen.setState({ justSaved: null });
  }, [isOther]);
  if (justSaved?.woundId !== woundId) return null;
  return (
    <InlineMessage
      tone="success"
      title={`Saved on this computer · ${formatTimeOfDay(justSaved.updatedAt, timeZone)}`}
    >
      Assessment{sizeInWords(justSaved) && `, ${sizeInWords(justSaved)}`}
      {justSaved.version > 1 && ' · corrected'}
    </InlineMessage>
  );
}
