import { ShieldAlert, ShieldQuestion } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import { classNames } from './class-names.ts';

export type IdentityAllergy = {
  readonly key: string;
  readonly substance: string;
  readonly kind: 'allergy' | 'intolerance' | 'objection';
  /** Null when nobody said how severe it is. */
  readonly severity: 'mild' | 'moderate' | 'severe' | null;
  readonly reaction?: string | null | undefined;
  /** It stands in another chart of the same person. */
  readonly isOfLinkedChart?: boolean | undefined;
};

// Of a severity that nobody stated one assumes more than a mild reaction.
const SEVERITY_ORDER = ['severe', null, 'moderate', 'mild'] as const;

/** The most severe first, and among equals as they came. */
export function bySeverity(allergies: readonly IdentityAllergy[]): readonly IdentityAllergy[] {
  const rank = ({ severity }: IdentityAllergy) => SEVERITY_ORDER.indexOf(severity);
  return allergies.toSorted((one, other) => rank(one) - rank(other));
}

/** `Severe allergy`, `Intolerance`. */
export function allergyLabel({ kind, severity }: IdentityAllergy): string {
  const words = severity === null ? kind : `${severity} ${kind}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How many of a list's items do not fit into its two lines. */
function useHiddenCount(list: RefObject<HTMLUListElement | null>, isWatching: boolean): number {
  const [count, setCount] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || !isWatching) return undefined;
    const measure = () => {
      const items = [...element.children].filter((child) => child instanceof HTMLElement);
      const isCut = (item: HTMLElement) =>
        item.offsetTop + item.offsetHeight > element.clientHeight + 1;
      setCount(items.filter(isCut).length);
    };
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    measure();
    return () => resized.disconnect();
  });
  return isWatching ? count : 0;
}

function AllergyItem({ allergy }: { readonly allergy: IdentityAllergy }) {
  return (
    <li
      className={classNames(
        'identity-strip__allergy',
        allergy.kind !== 'allergy' && 'identity-strip__allergy--calm',
      )}
    >
      {allergyLabel(allergy)}: <strong dir="auto">{allergy.substance}</strong>
      {allergy.reaction ? ` – ${apart(allergy.reaction)}` : null}
      {allergy.isOfLinkedChart ? ' (linked chart)' : null}
    </li>
  );
}

type IdentityAllergiesProps = {
  readonly allergies: readonly IdentityAllergy[];
  /** At most two lines, until the rest is asked for. */
  readonly isShort: boolean;
};

/** What the patient must not be given, the most severe first, or that nothing is recorded. */
export function IdentityAllergies({ allergies, isShort }: IdentityAllergiesProps) {
  const list = useRef<HTMLUListElement>(null);
  const [isOpen, setOpen] = useState(false);
  const hiddenCount = useHiddenCount(list, isShort && !isOpen);
  if (allergies.length === 0) {
    return (
      <p className="identity-strip__no-allergies">
        <ShieldQuestion size={18} aria-hidden />
        No known allergies recorded
      </p>
    );
  }
  const isCalm = allergies.every(({ kind }) => kind !== 'allergy');
  return (
    <div
      className={classNames(
        'identity-strip__allergies',
        isCalm && 'identity-strip__allergies--calm',
      )}
    >
      <ShieldAlert size={18} aria-hidden />
      <ul
        ref={list}
        aria-label="Allergies, intolerances and objections"
        className={classNames(
          'identity-strip__allergy-list',
          isShort && !isOpen && 'identity-strip__allergy-list--clamped',
        )}
      >
        {bySeverity(allergies).map((allergy) => (
          <AllergyItem key={allergy.key} allergy={allergy} />
        ))}
      </ul>
      {isShort && (isOpen || hiddenCount > 0) && (
        <button
          type="button"
          className="identity-strip__more"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Show less' : `+${hiddenCount} more`}
        </button>
      )}
    </div>
  );
}
