import { CircleCheck, CircleHelp, Eye, type LucideIcon } from 'lucide-react';
import type { AdviceLevel, CoverageAdvice } from '../../shared/coverage/coverage-advice.ts';

const MARKS: Readonly<Record<AdviceLevel, { readonly icon: LucideIcon; readonly words: string }>> =
  {
    look: { icon: Eye, words: 'Look at this' },
    unknown: { icon: CircleHelp, words: 'For you to judge' },
    fine: { icon: CircleCheck, words: 'Met' },
  };

/** What a rule asks beside how the wound stands; colour only repeats the words. */
export function AdviceList({ advice }: { readonly advice: readonly CoverageAdvice[] }) {
  return (
    <ul className="coverage-advice" aria-label="Advice">
      {advice.map(({ code, level, words }) => {
        const { icon: Icon, words: mark } = MARKS[level];
        return (
          <li key={code} className={`coverage-advice__point coverage-advice__point--${level}`}>
            <Icon size={18} aria-hidden />
            <span>
              <strong>{mark}:</strong> {words}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
