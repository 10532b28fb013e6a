import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { Allergy } from '../../shared/allergies/contract.ts';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Panel } from '../ui/Panel.tsx';
import { AddAllergyDialog } from './AddAllergyDialog.tsx';
import { RemoveAllergyDialog } from './RemoveAllergyDialog.tsx';

export type AllergiesPanelProps = {
  readonly patientId: string;
  readonly allergies: readonly Allergy[];
};

function detailsOf({ kind, severity, reaction }: Allergy): string {
  return [kind === 'allergy' ? null : kind, severity, reaction]
    .filter((part) => part !== null)
    .join(' · ');
}

/** A patient's allergies, intolerances and objections, with what changes them. */
export function AllergiesPanel({ patientId, allergies }: AllergiesPanelProps) {
  const mayWrite = useMay('patients.write');
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Allergy | null>(null);
  return (
    <Panel
      heading="Allergies"
      actions={
        mayWrite && (
          <Button variant="quiet" icon={Plus} onPress={() => setAdding(true)}>
            Add allergy
          </Button>
        )
      }
    >
      {allergies.length === 0 ? (
        <p>None recorded. That does not mean that there are none: ask.</p>
      ) : (
        <ul className="allergy-list">
          {allergies.map((allergy) => (
            <li key={allergy.id} className="allergy-list__entry">
              <div dir="auto">
                <strong>{allergy.substance}</strong>
                <div className="allergy-list__details">{detailsOf(allergy)}</div>
                {allergy.patientId !== patientId && <Badge tone="info">In the linked chart</Badge>}
              </div>
              {mayWrite && allergy.patientId === patientId && (
                <IconButton
                  label={`Remove ${apart(allergy.substance)}`}
                  icon={Trash2}
                  onPress={() => setRemoving(allergy)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {isAdding && <AddAllergyDialog patientId={patientId} onClose={() => setAdding(false)} />}
      {removing && <RemoveAllergyDialog allergy={removing} onClose={() => setRemoving(null)} />}
    </Panel>
  );
}
