import type { ReactNode } from 'react';

export type TimelineEntry = {
  readonly key: string;
  /** As shown, e.g. "4 Mar 2026". */
  readonly date: string;
  readonly title: ReactNode;
  /** A line in muted text: who, where, from which order. */
  readonly meta?: ReactNode;
  readonly badges?: ReactNode;
  readonly content?: ReactNode;
  readonly actions?: ReactNode;
  readonly tone?: 'accent' | 'muted' | 'caution' | undefined;
};

export type TimelineProps = {
  /** Names the list for screen readers. */
  readonly label: string;
  readonly entries: readonly TimelineEntry[];
};

/** Dated entries along a line, in the order given. */
export function Timeline({ label, entries }: TimelineProps) {
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry) => (
        <li
          key={entry.key}
          className={`timeline__entry timeline__entry--${entry.tone ?? 'accent'}`}
        >
          <div className="timeline__date">{entry.date}</div>
          <div className="timeline__body">
            <div className="timeline__head">
              <div className="timeline__title" dir="auto">
                {entry.title}
              </div>
              {entry.badges !== undefined && <div className="timeline__badges">{entry.badges}</div>}
            </div>
            {entry.meta !== undefined && <div className="timeline__meta">{entry.meta}</div>}
            {entry.content !== undefined && (
              <div className="timeline__content">{entry.content}</div>
            )}
            {entry.actions !== undefined && (
              <div className="timeline__actions">{entry.actions}</div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
