import type { ReactNode } from 'react';

export type KeyValue = {
  readonly key: string;
  readonly label: string;
  /** Null, undefined and '' show as "Not recorded". */
  readonly value: ReactNode;
};

export type KeyValueListProps = {
  readonly entries: readonly KeyValue[];
  /** `columns` puts label over value in as many columns as fit; `lines` one pair per line. */
  readonly layout?: 'lines' | 'columns' | undefined;
};

/** Labelled values to read. */
export function KeyValueList({ entries, layout = 'lines' }: KeyValueListProps) {
  return (
    <dl className={`key-value-list key-value-list--${layout}`}>
      {entries.map(({ key, label, value }) => (
        <div key={key} className="key-value-list__entry">
          <dt className="key-value-list__label">{label}</dt>
          <dd className="key-value-list__value" dir="auto">
            {value === null || value === undefined || value === '' ? (
              <span className="key-value-list__missing">Not recorded</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
