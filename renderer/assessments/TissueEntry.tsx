import {
  parsePercent,
  type TissueField,
  tissueFields,
} from '../../shared/assessments/assessment-entry.ts';
import { Button } from '../ui/Button.tsx';
import { FieldFrame, useFieldIds } from '../ui/FieldFrame.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FIELD_LABELS } from './assessment-words.ts';
import { TissueBar } from './TissueBar.tsx';
import type { AssessmentForm } from './use-assessment-form.ts';

/** What is left of the whole, in words; null where something typed is no percentage. */
function remainderIn(percents: readonly (number | null | 'invalid')[]): number | null {
  return percents.reduce((left: number | null, percent) => {
    return left === null || percent === 'invalid' ? null : left - (percent ?? 0);
  }, 100);
}

function remainderWords(remainder: number | null, isTyped: boolean): string {
  if (!isTyped) return 'Leave all four empty if nobody looked.';
  if (remainder === null) return 'Whole percent only, from 0 to 100.';
  if (remainder === 0) return 'Together 100%.';
  return remainder > 0 ? `${remainder}% left to say.` : `${-remainder}% too much.`;
}

/** The four kinds of tissue in percent of the wound bed, with what is left and a bar of them. */
export function TissueEntry({ model }: { readonly model: AssessmentForm }) {
  const { entry, change } = model;
  const error = model.problems.tissue;
  const frame = { label: 'Tissue in percent of the wound bed', error };
  const ids = useFieldIds(frame);
  const percents = tissueFields.map((field) => parsePercent(entry[field]));
  const remainder = remainderIn(percents);
  const isTyped = percents.some((percent) => percent !== null);
  const known = (field: TissueField) => {
    const percent = parsePercent(entry[field]);
    return percent === 'invalid' ? null : percent;
  };
  return (
    <div data-field="tissue">
      <FieldFrame field={frame} ids={ids} isGroup>
        <div
          className="tissue-entry"
          role="group"
          aria-labelledby={ids.labelId}
          aria-describedby={ids.describedBy}
        >
          <div className="tissue-entry__fields">
            {tissueFields.map((field) => (
              <div key={field} className={`tissue-entry__field tissue-entry__field--${field}`}>
                <TextField
                  label={FIELD_LABELS[field]}
                  inputMode="numeric"
                  value={entry[field]}
                  onChange={(typed) => change(field, typed)}
                />
                {remainder !== null && remainder > 0 && isTyped && known(field) === null && (
                  <Button
                    variant="quiet"
                    aria-label={`Rest is ${FIELD_LABELS[field].toLowerCase()}: ${remainder}%`}
                    onPress={() => change(field, String(remainder))}
                  >
                    Rest: {remainder}%
                  </Button>
                )}
              </div>
            ))}
          </div>
          <TissueBar
            epithelialPercent={known('epithelial')}
            granulationPercent={known('granulation')}
            sloughPercent={known('slough')}
            necroticPercent={known('necrotic')}
          />
          <p className="tissue-entry__rest" aria-live="polite">
            {remainderWords(remainder, isTyped)}
          </p>
        </div>
      </FieldFrame>
    </div>
  );
}
