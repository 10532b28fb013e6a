import {
  type InfectionLevel,
  infectionLevels,
  infectionSigns,
} from '../../shared/assessments/infection-signs.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { ChoiceBar } from './ChoiceBar.tsx';
import { FIELD_LABELS } from './assessment-words.ts';
import type { AssessmentForm } from './use-assessment-form.ts';

const LOOKED = [
  { key: 'none', title: 'None seen' },
  { key: 'seen', title: 'Signs seen' },
] as const;

const LEVEL_WORDS: Readonly<Record<InfectionLevel, string>> = {
  local: 'In and around the wound',
  spreading: 'Spreading',
  systemic: 'Of the whole body',
};

function Signs({ model }: { readonly model: AssessmentForm }) {
  const { entry, change } = model;
  const toggle = (code: string, isSeen: boolean) => {
    const others = entry.infectionSigns.filter((each) => each !== code);
    change('infectionSigns', isSeen ? [...others, code] : others);
  };
  return infectionLevels.map((level) => (
    <div key={level} role="group" aria-label={LEVEL_WORDS[level]} className="infection-signs">
      <p className="infection-signs__heading" aria-hidden>
        {LEVEL_WORDS[level]}
      </p>
      <div className="infection-signs__list">
        {infectionSigns
          .filter((sign) => sign.level === level)
          .map(({ code, words }) => (
            <Checkbox
              key={code}
              label={words}
              value={entry.infectionSigns.includes(code)}
              onChange={(isSeen) => toggle(code, isSeen)}
            />
          ))}
      </div>
    </div>
  ));
}

/** Whether there are signs of infection, and which: what is seen, not what it may be. */
export function InfectionEntry({ model }: { readonly model: AssessmentForm }) {
  const { entry, change, problems } = model;
  return (
    <div className="assessment-fields" data-field="infection">
      <ChoiceBar
        label={FIELD_LABELS.infection}
        choices={LOOKED}
        value={entry.infection}
        error={problems.infection}
        description="Leave it open if nobody looked."
        onChange={(infection) => change('infection', infection)}
        onClear={() => change('infection', null)}
      />
      {entry.infection === 'seen' && <Signs model={model} />}
    </div>
  );
}
