import { useState } from 'react';
import type { Failure } from '../../shared/base/result.ts';
import { episodeDatesProblem } from '../../shared/wounds/episode-dates.ts';
import type { CareEpisode } from '../../shared/wounds/wound.ts';
import type { DateBounds } from '../../shared/wounds/wound-dates.ts';
import { useChange } from '../client/use-operation.ts';
import { problemSentence } from '../form-problems.ts';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { DateField } from '../ui/DateField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { useWoundChange } from './use-wound-change.ts';
import { type WoundDialogProps, WoundDialogFrame } from './WoundDialogFrame.tsx';
import { END_REASON_WORDS, episodeInWords } from './wound-words.ts';

type Field = 'startedOn' | 'endedOn';
type Days = { readonly startedOn: string; readonly endedOn: string };

function daysOf({ startedOn, endedOn }: CareEpisode): Days {
  return { startedOn, endedOn: endedOn ?? '' };
}

/** The day that a refusal is about, where it says so. */
function fieldOf({ details }: Failure): Field | undefined {
  const field =
    typeof details === 'object' && details !== null && 'field' in details ? details.field : null;
  return field === 'startedOn' || field === 'endedOn' ? field : undefined;
}

type FieldsProps = {
  readonly episode: CareEpisode;
  readonly today: string;
  readonly days: Days;
  readonly problemAt: (field: Field) => string | undefined;
  readonly onChange: (field: keyof Days, day: string) => void;
};

function DayFields({ episode, today, days, problemAt, onChange }: FieldsProps) {
  return (
    <>
      <DateField
        label="Care began on"
        isRequired
        max={today}
        value={days.startedOn}
        error={problemSentence('The day', problemAt('startedOn'))}
        onChange={(day) => onChange('startedOn', day)}
      />
      {episode.endReason !== null && (
        <DateField
          label="Care ended on"
          description={END_REASON_WORDS[episode.endReason]}
          isRequired
          max={today}
          value={days.endedOn}
          error={problemSentence('The day', problemAt('endedOn'))}
          onChange={(day) => onChange('endedOn', day)}
        />
      )}
    </>
  );
}

export type CorrectEpisodeDialogProps = WoundDialogProps & { readonly bounds: DateBounds };

/** Corrects on which days care of a wound began and ended; what stood before is kept. */
export function CorrectEpisodeDialog({ wound, bounds, ...rest }: CorrectEpisodeDialogProps) {
  const { episodes } = wound;
  const [episodeId, choose] = useState(episodes[0]?.id ?? '');
  const episode = episodes.find(({ id }) => id === episodeId) ?? episodes[0];
  const [typed, setTyped] = useState<Days | null>(null);
  const typing = useReason(`correct episodes of ${wound.id}`, 'Say why the days are corrected');
  const correct = useChange('wounds.correctEpisode');
  const days = typed ?? (episode ? daysOf(episode) : { startedOn: '', endedOn: '' });
  const asked = { startedOn: days.startedOn, endedOn: days.endedOn || null };
  const change = useWoundChange<Field>({
    wound,
    fields: ['startedOn', 'endedOn'],
    fieldOf,
    done: 'has other days of care',
    send: (seen) =>
      correct.mutateAsync({ woundId: wound.id, seen, episodeId, reason: typing.reason, ...asked }),
    onDone: () => {
      typing.forget();
      rest.onClose();
    },
  });
  if (episode === undefined) return null;
  const before = daysOf(episode);
  function save(): void {
    const isUnchanged = before.startedOn === days.startedOn && before.endedOn === days.endedOn;
    change.say(isUnchanged ? 'Nothing is changed yet. Change the day that is wrong.' : null);
    if (isUnchanged) return;
    if (days.startedOn === '') return change.mark('startedOn', 'is missing');
    if (before.endedOn !== '' && days.endedOn === '') return change.mark('endedOn', 'is missing');
    const wrong = episodeDatesProblem({ episodeId, ...asked }, wound, bounds);
    if (wrong) return change.mark(wrong.field, wrong.problem);
    if (typing.check()) void change.send();
  }
  return (
    <WoundDialogFrame
      {...{ wound, ...rest }}
      title="Correct the days of care"
      saveLabel="Save correction"
      isPending={correct.isPending}
      notice={change.notice}
      onSave={save}
    >
      {episodes.length > 1 && (
        <SelectField
          label="Episode of care"
          options={episodes.map((each) => ({ key: each.id, label: episodeInWords(each) }))}
          value={episode.id}
          onChange={(id) => {
            choose(id);
            setTyped(null);
          }}
        />
      )}
      <DayFields
        {...{ episode, days }}
        today={rest.today}
        problemAt={change.problemAt}
        onChange={(field, day) => {
          setTyped({ ...days, [field]: day });
          change.settle(field);
        }}
      />
      <ReasonField
        typing={typing}
        label="Reason for the correction"
        takesFocus={false}
        description="What stood before stays readable, with this reason."
      />
    </WoundDialogFrame>
  );
}
