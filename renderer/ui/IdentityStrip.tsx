import { type ReactNode, type RefObject, useRef } from 'react';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { Avatar } from './Avatar.tsx';
import { formatCivilDate } from './format.ts';
import { type IdentityAllergy, IdentityAllergies } from './IdentityAllergies.tsx';
import { useToldHeight } from './use-told-height.ts';

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

function Deceased({ deceasedOn }: Pick<IdentityStripProps, 'deceasedOn'>) {
  return (
    <span className="identity-strip__deceased">
      Deceased{deceasedOn ? ` ${formatCivilDate(deceasedOn)}` : ''}
    </span>
  );
}

function ToldHeight({ strip }: { readonly strip: RefObject<HTMLElement | null> }): null {
  useToldHeight(strip, '--strip-block-size');
  return null;
}

/** Who this is: name with two identifiers and the allergies, the same on every treatment screen. */
export function IdentityStrip(props: IdentityStripProps) {
  const { name, birthOn, ageYears, mrn, sex, allergies, actions } = props;
  const strip = useRef<HTMLElement>(null);
  const Name = props.isPageTitle ? 'h1' : 'p';
  return (
    <section
      ref={strip}
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
      <IdentityAllergies allergies={allergies} isShort={props.isSticky ?? false} />
      {props.isSticky && <ToldHeight strip={strip} />}
    </section>
  );
}
