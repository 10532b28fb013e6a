import { Check, Keyboard, RotateCcw, X } from 'lucide-react';
import { useState } from 'react';
import type { ScanAmbiguous } from '../../shared/inventory/udi/reading.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import {
  beginAnew,
  chooseReading,
  dropQuestion,
  type ScanEntryState,
  type ScanQuestion,
} from './scan-entry.ts';
import { contentLines, inOneLine } from './scan-words.ts';

type Answering = {
  readonly onAnswer: (answer: (state: ScanEntryState) => ScanEntryState) => unknown;
  readonly onByHand?: (() => void) | undefined;
};

export type ScanQuestionViewProps = Answering & { readonly question: ScanQuestion };

/** What a label asks before it counts: which reading is right, which pack is meant, what else to do. */
export function ScanQuestionView({ question, ...answering }: ScanQuestionViewProps) {
  switch (question.kind) {
    case 'ambiguous':
      return <AmbiguousScan key={question.scan.raw} scan={question.scan} {...answering} />;
    case 'mismatch':
      return <MismatchedScan question={question} {...answering} />;
    case 'unreadable':
      return (
        <InlineMessage
          tone="caution"
          title="This label could not be read"
          isUrgent
          actions={<Dropping {...answering} />}
        >
          {question.why}
        </InlineMessage>
      );
  }
}

function Dropping({ onAnswer, onByHand }: Answering) {
  return (
    <>
      {onByHand && (
        <Button
          icon={Keyboard}
          onPress={() => {
            onAnswer(dropQuestion);
            onByHand();
          }}
        >
          Enter by hand
        </Button>
      )}
      <Button icon={X} onPress={() => onAnswer(dropQuestion)}>
        Dismiss
      </Button>
    </>
  );
}

function AmbiguousScan({ scan, ...answering }: Answering & { readonly scan: ScanAmbiguous }) {
  const isOnly = scan.readings.length === 1;
  const [chosen, setChosen] = useState<string | null>(isOnly ? '0' : null);
  const reading = scan.readings[Number(chosen)];
  return (
    <InlineMessage tone="caution" title="Compare this label with the pack" isUrgent>
      <Stack gap={3}>
        <p>{scan.why}</p>
        <RadioCards
          label={isOnly ? 'What the label may say' : 'What stands on the pack?'}
          cards={scan.readings.map((each, index) => ({
            key: String(index),
            title: inOneLine(contentLines(each)),
          }))}
          value={chosen}
          onChange={setChosen}
        />
        {!scan.isComplete && (
          <p>There are more ways to read it. If none of these is right, enter it by hand.</p>
        )}
        <Row>
          <Button
            variant="primary"
            icon={Check}
            isDisabled={chosen === null || reading === undefined}
            onPress={() => reading && answering.onAnswer((state) => chooseReading(state, reading))}
          >
            This is what the pack says
          </Button>
          <Dropping {...answering} />
        </Row>
      </Stack>
    </InlineMessage>
  );
}

type Mismatched = Extract<ScanQuestion, { readonly kind: 'mismatch' }>;

function MismatchedScan({ question, onAnswer }: Answering & { readonly question: Mismatched }) {
  const { why, known, scanned } = question.mismatch;
  return (
    <InlineMessage
      tone="danger"
      title="Stop: this label is not of the same pack"
      actions={
        <>
          <Button icon={RotateCcw} onPress={() => onAnswer(beginAnew)}>
            Begin with this pack
          </Button>
          <Button icon={X} onPress={() => onAnswer(dropQuestion)}>
            Keep the first pack
          </Button>
        </>
      }
    >
      <p>{why}</p>
      <p>
        Before: <strong>{known}</strong>. This label: <strong>{scanned}</strong>.
      </p>
    </InlineMessage>
  );
}
