import { ShieldAlert, ShieldQuestion } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { Avatar } from './Avatar.tsx';
import { formatCivilDate } from './format.ts';

export type IdentityAllergy = {
  readonly key: string;
  readonly substance: string;
  readonly reaction?: string | null | undefined;
};

export type IdentityStripProps = {
  readonly name: string;
  readonly birthOn: CivilDate;
  /** At death for a deceased person. */
  readonly ageYears: number;
  readonly mrn: string;
  readonly sex?: string | null | undefined;
  readonly allergies: readonly IdentityAllergy[];
  readonly isDeceased?: boolean | undefined;
  readonly deceasedOn?: CivilDate | null | undefined;
  /** Makes the name the page's `h1`. */
  readonly isPageTitle?: boolean | undefined;
  /** Stays at the top of what scrolls. */
  readonly isSticky?: boolean | undefined;
  readonly actions?: ReactNode;
};

function Allergies({ allergies }: Pick<IdentityStripProps, 'allergies'>) {
  if (allergies.length === 0) {
    return (
      <p className="identity-strip__no-allergies">
        <ShieldQuestion size={18} aria-hidden />
        No known allergies recorded
      </p>
    );
  }
  return (
    <div className="identity-strip__allergies">
      <span className="identity-strip__allergies-label">
        <ShieldAlert size={18} aria-hidden />
        {allergies.length === 1 ? 'Allergy' : 'Allergies'}
      </span>
      <ul className="identity-strip__allergy-list">
        {allergies.map(({ key, substance, reaction }) => (
          <li key={key} className="identity-strip__allergy" dir="auto">
            <strong>{substance}</strong>
            {reaction ? ` – ${reaction}` : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Deceased({ deceasedOn }: Pick<IdentityStripProps, 'deceasedOn'>) {
  return (
    <span className="identity-strip__deceased">
      Deceased{deceasedOn ? ` ${formatCivilDate(deceasedOn)}` : ''}
    </span>
  );
}

/** Who this is: name with two identifiers and the allergies, the same on every treatment screen. */
export function IdentityStrip(props: IdentityStripProps) {
  const { name, birthOn, ageYears, mrn, sex, allergies, actions } = props;
  const Name = props.isPageTitle ? 'h1' : 'p';
  return (
    <section
      className={props.isSticky ? 'identity-strip identity-strip--sticky' : 'identity-strip'}
      aria-label="Patient"
    >
      <div className="identity-strip__main">
        <Avatar name={name} />
        <div className="identity-strip__person">
          <div className="identity-strip__who">
            <Name className="identity-strip__name" dir="auto">
              {name}
            </Name>
            {props.isDeceased && <Deceased deceasedOn={props.deceasedOn} />}
          </div>
          <dl className="identity-strip__identifiers">
            <div>
              <dt>Born</dt>
              <dd>
                {formatCivilDate(birthOn)}{' '}
                <span className="identity-strip__age">
                  {props.isDeceased ? `aged ${ageYears}` : `${ageYears} y`}
                </span>
              </dd>
            </div>
            <div>
              <dt>MRN</dt>
              <dd>{mrn}</dd>
            </div>
            <div>
              <dt>Sex</dt>
              <dd>{sex || 'Not recorded'}</dd>
            </div>
          </dl>
        </div>
        {actions !== undefined && <div className="identity-strip__actions">{actions}</div>}
      </div>
      <Allergies allergies={allergies} />
    </section>
  );
}
