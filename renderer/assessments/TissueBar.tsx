import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { StyleVariables } from '../ui/style-variables.ts';

const KINDS = [
  { key: 'epithelialPercent', name: 'epithelial' },
  { key: 'granulationPercent', name: 'granulation' },
  { key: 'sloughPercent', name: 'slough' },
  { key: 'necroticPercent', name: 'necrotic' },
] as const;

export type TissueBarProps = Pick<WoundAssessment, (typeof KINDS)[number]['key']>;

/** The kinds of tissue side by side, each as wide as it is much; the words stand beside it. */
export function TissueBar(tissue: TissueBarProps) {
  return (
    <div className="tissue-bar" aria-hidden>
      {KINDS.map(({ key, name }) => {
        const percent = tissue[key] ?? 0;
        const width: StyleVariables = { '--tissue-percent': `${percent}%` };
        return percent === 0 ? null : (
          <span key={key} className={`tissue-bar__part tissue-bar__part--${name}`} style={width} />
        );
      })}
    </div>
  );
}
