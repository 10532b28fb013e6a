import { Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import type { ClockEntry } from '../../shared/assessments/assessment-entry.ts';
import type { LengthUnit } from '../../shared/base/size-words.ts';
import { Button } from '../ui/Button.tsx';
import { FieldFrame, useFieldIds } from '../ui/FieldFrame.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { ClockFace } from './ClockFace.tsx';

const HOURS = [12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const MOST = 12;

type Kind = 'undermining' | 'tunnelling';

const WORDS = {
  undermining: {
    one: 'Undermining',
    add: 'Add undermining',
    none: 'None recorded. Press two hours of the clock, clockwise, or add a line.',
  },
  tunnelling: {
    one: 'Tunnel',
    add: 'Add tunnel',
    none: 'None recorded. Press an hour of the clock, or add a line.',
  },
} as const;

/** What a press on an hour does: it finishes the line that waits for an hour, or begins a new one. */
export function withHour(
  entries: readonly ClockEntry[],
  hour: number,
  kind: Kind,
): readonly ClockEntry[] {
  const waiting = entries.findIndex(
    ({ from, to }) => from === null || (kind === 'undermining' && to === null),
  );
  const line = entries[waiting];
  if (line === undefined)
    return entries.length < MOST ? [...entries, { from: hour, to: null, depth: '' }] : entries;
  const filled = line.from === null ? { ...line, from: hour } : { ...line, to: hour };
  return entries.with(waiting, filled);
}

type HourProps = {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (hour: number | null) => void;
};

function Hour({ label, value, onChange }: HourProps) {
  return (
    <select
      className="field__input clock-entries__hour"
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
    >
      <option value="">–</option>
      {HOURS.map((hour) => (
        <option key={hour} value={hour}>
          {hour}
        </option>
      ))}
    </select>
  );
}

type LineProps = {
  readonly kind: Kind;
  readonly number: number;
  readonly unit: LengthUnit;
  readonly entry: ClockEntry;
  readonly onChange: (entry: ClockEntry) => void;
  readonly onRemove: () => void;
};

function Line({ kind, number, unit, entry, onChange, onRemove }: LineProps) {
  const depthId = useId();
  const name = `${WORDS[kind].one} ${number}`;
  const isStretch = kind === 'undermining';
  return (
    <li className="clock-entries__line">
      <span aria-hidden>{isStretch ? 'From' : 'At'}</span>
      <Hour
        label={isStretch ? `${name}, from hour` : `${name}, at hour`}
        value={entry.from}
        onChange={(from) => onChange({ ...entry, from })}
      />
      {isStretch && (
        <>
          <span aria-hidden>to</span>
          <Hour
            label={`${name}, to hour`}
            value={entry.to}
            onChange={(to) => onChange({ ...entry, to })}
          />
        </>
      )}
      <span aria-hidden>{isStretch ? 'depth' : 'o’clock, depth'}</span>
      <input
        id={depthId}
        className="field__input clock-entries__depth"
        aria-label={`${name}, depth in ${unit}`}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        value={entry.depth}
        onChange={({ target }) => onChange({ ...entry, depth: target.value })}
      />
      <span aria-hidden>{unit}</span>
      <IconButton label={`Remove ${name.toLowerCase()}`} icon={Trash2} onPress={onRemove} />
    </li>
  );
}

export type ClockEntriesProps = {
  readonly kind: Kind;
  readonly label: string;
  readonly unit: LengthUnit;
  readonly entries: readonly ClockEntry[];
  readonly error: string | undefined;
  readonly onChange: (entries: readonly ClockEntry[]) => void;
};

/** Undermining or tunnels by the hours of a clock: lists to fill in, and a picture that does the same. */
export function ClockEntries({ kind, label, unit, entries, error, onChange }: ClockEntriesProps) {
  const field = { label, error };
  const ids = useFieldIds(field);
  return (
    <FieldFrame field={field} ids={ids} isGroup>
      <div
        className="clock-entries"
        role="group"
        aria-labelledby={ids.labelId}
        aria-describedby={ids.describedBy}
      >
        <ClockFace
          kind={kind}
          entries={entries}
          onHour={(hour) => onChange(withHour(entries, hour, kind))}
        />
        <div className="clock-entries__lines">
          {entries.length === 0 ? (
            <p className="clock-entries__none">{WORDS[kind].none}</p>
          ) : (
            <ul>
              {entries.map((entry, index) => (
                <Line
                  key={index}
                  kind={kind}
                  number={index + 1}
                  unit={unit}
                  entry={entry}
                  onChange={(changed) => onChange(entries.with(index, changed))}
                  onRemove={() => onChange(entries.toSpliced(index, 1))}
                />
              ))}
            </ul>
          )}
          <div>
            <Button
              variant="quiet"
              icon={Plus}
              isDisabled={entries.length >= MOST}
              onPress={() => onChange([...entries, { from: null, to: null, depth: '' }])}
            >
              {WORDS[kind].add}
            </Button>
          </div>
        </div>
      </div>
    </FieldFrame>
  );
}
