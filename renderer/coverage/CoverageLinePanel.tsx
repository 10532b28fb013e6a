import { isCivilDate } from '../../shared/base/civil-date.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { AdviceList } from './AdviceList.tsx';
import { useChosenRules } from './coverage-store.ts';
import { sourceInWords } from './coverage-words.ts';

export type CoverageLinePanelProps = {
  readonly patientId: string;
  readonly woundId: string;
  /** The day of the application as it is typed. */
  readonly dateApplied: string;
};

/** The coverage clock in a few lines, beside a skin substitute that is about to be opened. */
export function CoverageLinePanel({ patientId, woundId, dateApplied }: CoverageLinePanelProps) {
  const ruleId = useChosenRules(({ byPatient }) => byPatient[patientId] ?? null);
  const on = isCivilDate(dateApplied) ? dateApplied : null;
  const { data } = useOperation(
    'coverage.ofWound',
    { patientId, woundId, ruleId, on },
    { keepsPrevious: true },
  );
  if (data === undefined) return null;
  const { clock, rule, advice } = data;
  const points = advice.filter(({ level, code }) => level === 'look' || code === 'limit');
  const limit = rule?.applicationLimit ?? null;
  const number = formatCount(clock.asked.days.length);
  const weeks = formatQuantity(clock.conservative.weeks, 'week');
  return (
    <section className="coverage-line" aria-label="Coverage, advice">
      <p>
        <strong>Coverage (advice):</strong>{' '}
        {clock.isApplied ? 'application' : 'this would be application'} {number}
        {limit === null ? '' : ` of ${formatCount(limit)}`} on this wound;{' '}
        {clock.conservative.firstOn === null
          ? 'no conservative care is documented here before the first.'
          : `${weeks} of conservative care documented before the first.`}
      </p>
      {points.length > 0 && <AdviceList advice={points.filter(({ level }) => level === 'look')} />}
      <p className="coverage-source">
        {rule === null
          ? 'No coverage rule is chosen. Choose one on the wound’s page.'
          : `${rule.payer}. Source: ${sourceInWords(rule)}. It stops nothing.`}
      </p>
    </section>
  );
}
