import { type Answer, answerKinds } from '../../shared/quality/checklist.ts';
import { DateField } from '../ui/DateField.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { ANSWER_WORDS } from './quality-words.ts';

/** A finding as it stands in the form; `followUpOn` is empty where no day is set. */
export type FindingEntry = { readonly finding: string; readonly followUpOn: string };

export type ChecklistQuestionProps = {
  readonly question: string;
  readonly answer: Answer | null;
  readonly finding: FindingEntry;
  /** The review could not be finished for the lack of it. */
  readonly isMissing: boolean;
  readonly isDisabled: boolean;
  readonly onAnswer: (answer: Answer) => void;
  readonly onFinding: (finding: FindingEntry) => void;
};

/** One question with its three answers; what is not met asks for a finding. */
export function ChecklistQuestion(props: ChecklistQuestionProps) {
  const { question, answer, finding, isMissing, isDisabled, onAnswer, onFinding } = props;
  return (
    <Stack gap={2}>
      <RadioCards
        label={question}
        columns={3}
        isDisabled={isDisabled}
        error={isMissing && answer === null ? 'An answer is missing' : undefined}
        cards={answerKinds.map((key) => ({ key, title: ANSWER_WORDS[key] }))}
        value={answer}
        onChange={onAnswer}
      />
      {answer === 'notMet' && (
        <div className="quality-finding">
          <TextAreaField
            label="What was found"
            isRequired
            isDisabled={isDisabled}
            error={isMissing && finding.finding.trim() === '' ? 'A finding is missing' : undefined}
            value={finding.finding}
            onChange={(text) => onFinding({ ...finding, finding: text })}
          />
          <DateField
            label="Look again on"
            description="Empty where nothing is to follow"
            isDisabled={isDisabled}
            value={finding.followUpOn}
            onChange={(followUpOn) => onFinding({ ...finding, followUpOn })}
          />
        </div>
      )}
    </Stack>
  );
}
