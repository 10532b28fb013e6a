import { ArrowRight, PencilLine } from 'lucide-react';
import { apart } from '../../shared/base/apart.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { keptAt } from './kept-at.ts';

/** A draft as the list names it: whose it is about, and when it was kept. */
export type OwnDraft = OutputOf<'drafts.list'>[number];

const FORM_WORDS: Readonly<Record<OwnDraft['form'], string>> = {
  recordTreatment: 'Not saved yet',
  correctTreatment: 'Correction not saved yet',
  recordAssessment: 'Assessment not saved yet',
  correctAssessment: 'Correction of an assessment not saved yet',
  amendTreatment: 'Amendment not saved yet',
  amendAssessment: 'Amendment of an assessment not saved yet',
};

export type OwnDraftsPanelProps = { readonly onContinue: (draft: OwnDraft) => void };

/** What this person typed about any patient and has not saved; nothing while there is nothing. */
export function OwnDraftsPanel({ onContinue }: OwnDraftsPanelProps) {
  const drafts = useOperation('drafts.list', {}, { enabled: useMay('treatments.write') });
  const site = useSite();
  if (site === null || drafts.data === undefined || drafts.data.length === 0) return null;
  return (
    <section className="own-drafts" aria-label="Not saved yet">
      <ul>
        {drafts.data.map((draft) => {
          const name = `${apart(draft.patientLastName)}, ${apart(draft.patientFirstName)}`;
          const born = formatCivilDate(draft.patientBirthOn);
          const kept = keptAt(draft.savedAt, site);
          return (
            <li key={`${draft.form} ${draft.patientId}`} className="own-drafts__entry">
              <PencilLine size={18} aria-hidden />
              <span className="own-drafts__words" dir="auto">
                {FORM_WORDS[draft.form]}: <strong>{name}</strong> · born {born} · {kept}
              </span>
              <Button
                icon={ArrowRight}
                aria-label={`Continue: ${name}, born ${born}, typed ${kept}`}
                onPress={() => onContinue(draft)}
              >
                Continue
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
