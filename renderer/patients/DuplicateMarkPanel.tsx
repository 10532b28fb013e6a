import { UsersRound } from 'lucide-react';
import { useNavigation } from '../navigation.ts';
import { Button } from '../ui/Button.tsx';

export type DuplicateMarkPanelProps = {
  readonly patientId: string;
  /** How many others could be the same person. */
  readonly count: number;
};

/** A quiet way to who may be the same person; nothing where nobody is. */
export function DuplicateMarkPanel({ patientId, count }: DuplicateMarkPanelProps) {
  const go = useNavigation((navigation) => navigation.go);
  if (count === 0) return null;
  return (
    <div className="duplicate-mark">
      <Button
        variant="quiet"
        icon={UsersRound}
        onPress={() => go({ screen: 'possibleDuplicates', ofPatient: patientId })}
      >
        {count === 1 ? 'May be registered twice' : `May be registered ${count + 1} times`}
      </Button>
    </div>
  );
}
