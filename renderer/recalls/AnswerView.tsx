import { Download, Flag, PackageX, Printer, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { client } from '../client/client.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCount, formatInstant, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { AffectedTable } from './AffectedTable.tsx';
import { FinishDialog } from './FinishDialog.tsx';
import { QuarantineDialog } from './QuarantineDialog.tsx';
import { askedInWords, durationInWords } from './recall-words.ts';
import { type Answered, askAnother } from './recalls-store.ts';
import { SaveListButton } from './SaveListButton.tsx';
import { StockLeftTable } from './StockLeftTable.tsx';
import { useTrace } from './use-trace.ts';

export type AnswerViewProps = {
  readonly answered: Answered;
  readonly today: string;
  readonly timeZone: string;
  readonly onPrint: () => void;
};

type Open = 'none' | 'quarantine' | 'finish';

function Figures({ answered, timeZone }: Pick<AnswerViewProps, 'answered' | 'timeZone'>) {
  const { trace, answeredMs, answeredAt } = answered;
  const { counts } = trace;
  const entries = [
    { key: 'patients', label: 'Patients to call', value: formatCount(counts.patients) },
    { key: 'treatments', label: 'Treatments', value: formatCount(counts.treatments) },
    {
      key: 'left',
      label: 'Pieces left',
      value: `${formatCount(counts.piecesLeft)}, ${formatCount(counts.piecesOnShelves)} on shelves`,
    },
    {
      key: 'apart',
      label: 'Corrected since, voided',
      value: `${formatCount(counts.correctedSince)}, ${formatCount(counts.voided)}`,
    },
    {
      key: 'time',
      label: 'Answered',
      value: `in ${durationInWords(answeredMs)}, ${formatInstant(answeredAt, timeZone)}`,
    },
    {
      key: 'purpose',
      label: 'What it is for',
      value: answered.isExercise ? 'An exercise' : 'A recall',
    },
  ];
  return <KeyValueList layout="columns" entries={entries} />;
}

/** What the answer leaves open, each with what can be done about it. */
function Notices({ answered }: Pick<AnswerViewProps, 'answered'>) {
  const { askAgain, isAsking, problem } = useTrace();
  const { trace, includesUnsaid, drillProblem } = answered;
  const { unsaid } = trace.counts;
  return (
    <>
      {drillProblem !== null && (
        <InlineMessage
          tone="caution"
          title="The answer stands, but was not written down as a drill"
        >
          {drillProblem}
        </InlineMessage>
      )}
      {unsaid > 0 && trace.treatments !== null && (
        <InlineMessage
          tone="caution"
          title={`${formatQuantity(unsaid, 'record')} of this product ${unsaid === 1 ? 'does' : 'do'} not say which pack it was`}
          actions={
            <Button isPending={isAsking} onPress={() => void askAgain(!includesUnsaid)}>
              {includesUnsaid ? 'Leave them out' : 'List them too'}
            </Button>
          }
        >
          Any of them may be of this recall.
        </InlineMessage>
      )}
      {trace.isCut && (
        <InlineMessage tone="info" title="The newest records are listed here">
          There are more than fit on a screen. The exported list has all of them.
        </InlineMessage>
      )}
      {trace.treatments === null && (
        <InlineMessage tone="info" title="Patients are shown to those who may read charts">
          {formatQuantity(trace.counts.patients, 'patient')} in{' '}
          {formatQuantity(trace.counts.treatments, 'treatment')}. Ask a nurse or clinician to trace
          it and to call.
        </InlineMessage>
      )}
      {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
    </>
  );
}

function ListActions({ answered, onPrint }: Pick<AnswerViewProps, 'answered' | 'onPrint'>) {
  const { asked, includesUnsaid, trace } = answered;
  if (trace.treatments === null || trace.treatments.length === 0) return null;
  return (
    <Row isWrapping>
      <Button icon={Printer} onPress={onPrint}>
        Print call list
      </Button>
      <SaveListButton
        icon={Download}
        label="Export call list"
        start={() => client['recalls.exportCalls']({ ...asked, includesUnsaid })}
      />
    </Row>
  );
}

/** Where the recalled packs went, and what is left of them. */
export function AnswerView(props: AnswerViewProps) {
  const { answered, timeZone, today } = props;
  const { trace, asked, drill } = answered;
  const [open, setOpen] = useState<Open>('none');
  const [notice, setNotice] = useState<string | null>(null);
  const { askAgain } = useTrace();
  const mayQuarantine = useMay('products.write');
  return (
    <Stack gap={5}>
      <PageHeader
        title="Recall traced"
        subtitle={
          <span dir="auto">
            {trace.productName ?? trace.productId} ({trace.productId}): {askedInWords(asked)}
          </span>
        }
        actions={
          <>
            <Button icon={Undo2} onPress={askAnother}>
              Another question
            </Button>
            {drill !== null && drill.finishedAt === null && (
              <Button icon={Flag} onPress={() => setOpen('finish')}>
                Close with a note
              </Button>
            )}
          </>
        }
      />
      <Panel heading="Answer">
        <Stack>
          <Figures answered={answered} timeZone={timeZone} />
          {notice !== null && <InlineMessage tone="success">{notice}</InlineMessage>}
          <Notices answered={answered} />
        </Stack>
      </Panel>
      {trace.treatments !== null && (
        <Panel heading="Patients" isFlush actions={<ListActions {...props} />}>
          <AffectedTable trace={trace} />
        </Panel>
      )}
      <Panel
        heading="Stock"
        isFlush
        actions={
          mayQuarantine &&
          !answered.isExercise && (
            <Button variant="danger" icon={PackageX} onPress={() => setOpen('quarantine')}>
              Quarantine what is left
            </Button>
          )
        }
      >
        <StockLeftTable trace={trace} timeZone={timeZone} />
      </Panel>
      {open === 'quarantine' && (
        <QuarantineDialog
          answered={answered}
          today={today}
          onClose={() => setOpen('none')}
          onDone={(words) => {
            setOpen('none');
            setNotice(words);
            void askAgain(answered.includesUnsaid);
          }}
        />
      )}
      {open === 'finish' && drill !== null && (
        <FinishDialog
          drill={drill}
          onClose={() => setOpen('none')}
          onDone={() => {
            setOpen('none');
            askAnother();
          }}
        />
      )}
    </Stack>
  );
}
