import { Ruler } from 'lucide-react';
import { useState } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { type AreaLeft, areaLeftAtHealing } from '../../shared/wounds/healed-look.ts';
import { episodeEndReasons, type Wound } from '../../shared/wounds/wound.ts';
import { useChange } from '../client/use-operation.ts';
import { problemSentence } from '../form-problems.ts';
import { useNavigation } from '../navigation.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { useWoundChange } from './use-wound-change.ts';
import { type WoundDialogProps, WoundDialogFrame } from './WoundDialogFrame.tsx';
import { END_REASON_WORDS, type EndReason } from './wound-words.ts';

const END_CARDS = episodeEndReasons.map((key) => ({ key, title: END_REASON_WORDS[key] }));

type SecondLookProps = {
  readonly wound: Wound;
  readonly left: AreaLeft;
  readonly isSure: boolean;
  readonly problem: string | undefined;
  readonly onSure: (isSure: boolean) => void;
};

/** What was measured last of a wound that is said to be healed, to be looked at twice. */
function SecondLook({ wound, left, isSure, problem, onSure }: SecondLookProps) {
  const go = useNavigation((navigation) => navigation.go);
  const { id: woundId, patientId } = wound;
  return (
    <>
      <InlineMessage
        tone="caution"
        title={`Its last area was ${areaInWords(left.areaMm2)}`}
        actions={
          <Button
            icon={Ruler}
            onPress={() => go({ screen: 'recordAssessment', patientId, woundId })}
          >
            Assess wound first
          </Button>
        }
      >
        Measured on {formatCivilDate(left.assessedOn)}. A wound that has healed has no open area
        left.
      </InlineMessage>
      <Checkbox
        label="It has healed since: nothing of it is open any more"
        isRequired
        value={isSure}
        error={problem}
        onChange={onSure}
      />
    </>
  );
}

export type CloseWoundDialogProps = WoundDialogProps & {
  /** All of the wound, newest first; null while they are read. */
  readonly assessments: readonly WoundAssessment[] | null;
};

/** Ends the care of a wound: it healed, or care ends for another reason. */
export function CloseWoundDialog(props: CloseWoundDialogProps) {
  const { wound, today, onClose, assessments, ...rest } = props;
  const [endedOn, setEndedOn] = useState(today);
  const [endReason, setEndReason] = useState<EndReason | null>(null);
  // Of which measurement somebody said that it is past.
  const [sureOf, setSureOf] = useState<string | null>(null);
  const close = useChange('wounds.close');
  const change = useWoundChange<'endedOn' | 'endReason' | 'isSure'>({
    wound,
    fields: ['endedOn', 'endReason'],
    fieldOf: ({ code }) => (code === 'ImpossibleDate' ? 'endedOn' : undefined),
    done: 'is no longer in care',
    send: (seen) =>
      close.mutateAsync({ woundId: wound.id, seen, endedOn, endReason: endReason ?? 'other' }),
    onDone: onClose,
  });
  const { problemAt, mark, settle } = change;
  const left = areaLeftAtHealing(endReason, wound.episodes[0]?.id, assessments ?? []);
  const looked = left && `${left.areaMm2} ${left.assessedOn}`;
  const isSure = looked !== null && looked === sureOf;
  function save(): void {
    if (endReason === null) mark('endReason', 'Choose why care ends.');
    else if (endedOn === '') mark('endedOn', 'is missing');
    else if (left && !isSure)
      mark('isSure', 'Confirm that it has healed, or choose another reason.');
    else void change.send();
  }
  return (
    <WoundDialogFrame
      {...{ wound, onClose, ...rest }}
      title="End care of this wound"
      saveLabel="End care"
      isPending={close.isPending}
      notice={change.notice}
      onSave={save}
    >
      <RadioCards
        label="Why does care end?"
        isRequired
        columns={2}
        cards={END_CARDS}
        value={endReason}
        error={problemAt('endReason')}
        onChange={(reason) => {
          setEndReason(reason);
          settle('endReason');
        }}
      />
      {left && (
        <SecondLook
          {...{ wound, left, isSure }}
          problem={problemAt('isSure')}
          onSure={(sure) => {
            setSureOf(sure ? looked : null);
            settle('isSure');
          }}
        />
      )}
      <DateField
        label={endReason === 'healed' ? 'Healed on' : 'Ended on'}
        isRequired
        max={today}
        value={endedOn}
        error={problemSentence('The day', problemAt('endedOn'))}
        onChange={(day) => {
          setEndedOn(day);
          settle('endedOn');
        }}
      />
    </WoundDialogFrame>
  );
}
