import { FileCheck, Signature } from 'lucide-react';
import { useState } from 'react';
import type { WaitingRecord } from '../../shared/signing/contract.ts';
import { ActionBar } from '../ui/ActionBar.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ReadRecordDialog } from './ReadRecordDialog.tsx';
import { SignDialog } from './SignDialogPanel.tsx';
import { recordKey, waitingInWords } from './signing-words.ts';
import { useChosen } from './use-chosen.ts';
import { WaitingTable } from './WaitingTable.tsx';

export type WaitingListProps = {
  readonly meaning: 'author' | 'cosigner';
  readonly waiting: readonly WaitingRecord[];
  /** How many wait in all; the list may show only the oldest. */
  readonly count: number;
  readonly timeZone: string;
};

const WORDS = {
  author: {
    verb: 'Sign',
    caption: 'Records that wait for your signature',
    empty: 'Nothing waits for your signature',
    hint: 'What you record appears here until you sign it.',
  },
  cosigner: {
    verb: 'Co-sign',
    caption: 'Records that wait for your co-signature',
    empty: 'Nothing waits for your co-signature',
    hint: 'What a nurse signs and this site wants a clinician to sign too appears here.',
  },
} as const;

type Outcome = { readonly signed: readonly WaitingRecord[]; readonly changed: readonly string[] };
const NOTHING: Outcome = { signed: [], changed: [] };

type ToldProps = {
  readonly verb: string;
  readonly outcome: Outcome;
  readonly waiting: readonly WaitingRecord[];
};

/** What came of the last signing, by the records it was about. */
function Told({ verb, outcome, waiting }: ToldProps) {
  const { signed, changed } = outcome;
  const toRead = waiting.filter(({ id }) => changed.includes(id));
  return (
    <>
      {signed.length > 0 && (
        <InlineMessage
          tone="success"
          title={`${verb}ed on this computer: ${formatQuantity(signed.length, 'record')}`}
        >
          <ul className="told-records">
            {signed.map((record) => (
              <li key={recordKey(record)}>{waitingInWords(record)}</li>
            ))}
          </ul>
          Locked now: what is wrong in them is amended, never changed.
        </InlineMessage>
      )}
      {changed.length > 0 && (
        <InlineMessage
          tone="caution"
          isUrgent
          title={`Nothing is signed: ${formatQuantity(changed.length, 'record')} changed after you saw it`}
        >
          <ul className="told-records">
            {toRead.map((record) => (
              <li key={recordKey(record)}>{waitingInWords(record)}</li>
            ))}
          </ul>
          The list shows what stands now. Read it again and choose it; the others are still chosen.
        </InlineMessage>
      )}
    </>
  );
}

/** Opens one record after the other. */
function useReading(waiting: readonly WaitingRecord[], choosing: ReturnType<typeof useChosen>) {
  const [readKey, setReadKey] = useState<string | null>(null);
  const at = waiting.findIndex((record) => recordKey(record) === readKey);
  const next = waiting.slice(at + 1).find((record) => !choosing.isChosen(record));
  const leadOn = () => setReadKey(next ? recordKey(next) : null);
  return {
    record: waiting[at],
    hasNext: next !== undefined,
    leadOn,
    open: (record: WaitingRecord) => setReadKey(recordKey(record)),
    close: () => setReadKey(null),
  };
}

type SignBarProps = {
  readonly verb: string;
  readonly chosenCount: number;
  readonly waitingCount: number;
  readonly onSign: () => void;
};

function SignBar({ verb, chosenCount, waitingCount, onSign }: SignBarProps) {
  return (
    <ActionBar status={`${chosenCount} of ${waitingCount} chosen`}>
      <Button
        variant="primary"
        size="large"
        icon={Signature}
        isDisabled={chosenCount === 0}
        onPress={onSign}
      >
        {chosenCount === 0 ? verb : `${verb} ${formatQuantity(chosenCount, 'record')}`}
      </Button>
    </ActionBar>
  );
}

/** What waits for one kind of signature: read, choose one, several or all, and sign. */
export function WaitingList({ meaning, waiting, count, timeZone }: WaitingListProps) {
  const words = WORDS[meaning];
  const choosing = useChosen(waiting);
  const reading = useReading(waiting, choosing);
  const [isSigning, setSigning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(NOTHING);
  const { chosen } = choosing;
  function finish(next: Outcome): void {
    setSigning(false);
    setOutcome(next);
  }
  return (
    <div className="waiting-list">
      <Told verb={words.verb} outcome={outcome} waiting={waiting} />
      {waiting.length === 0 ? (
        <Panel>
          <EmptyState icon={FileCheck} title={words.empty}>
            {words.hint}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <Panel
            isFlush
            footer={
              count > waiting.length &&
              `The oldest ${formatCount(waiting.length)} of ${formatCount(count)} are shown; the others follow when these are signed.`
            }
          >
            <WaitingTable
              {...{ waiting, choosing, timeZone }}
              caption={words.caption}
              changed={outcome.changed}
              onRead={reading.open}
            />
          </Panel>
          <SignBar
            verb={words.verb}
            chosenCount={chosen.length}
            waitingCount={waiting.length}
            onSign={() => {
              setOutcome(NOTHING);
              setSigning(true);
            }}
          />
        </>
      )}
      {reading.record && (
        <ReadRecordDialog
          key={recordKey(reading.record)}
          record={reading.record}
          isChosen={choosing.isChosen(reading.record)}
          onNext={reading.hasNext ? reading.leadOn : null}
          onChoose={(isChosen) => {
            if (reading.record) choosing.choose(reading.record, isChosen);
            if (isChosen) reading.leadOn();
          }}
          onClose={reading.close}
        />
      )}
      {isSigning && (
        <SignDialog
          records={chosen}
          meaning={meaning}
          onSigned={() => finish({ signed: chosen, changed: [] })}
          onChanged={(ids) => {
            choosing.leaveOut(ids);
            finish({ signed: [], changed: ids });
          }}
          onClose={() => setSigning(false)}
        />
      )}
    </div>
  );
}
