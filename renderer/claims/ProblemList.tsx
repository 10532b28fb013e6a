import type { DeskProblem } from '../../shared/claims/desk-problem.ts';
import { useNavigation } from '../navigation.ts';
import { Button } from '../ui/Button.tsx';
import { fixWords, routeOfFix } from './claim-words.ts';

export type ProblemListProps = {
  readonly problems: readonly DeskProblem[];
  readonly of: { readonly patientId: string; readonly treatmentRecordId: string };
};

/** What keeps a claim from going out, each with the way to where it is put right. */
export function ProblemList({ problems, of }: ProblemListProps) {
  return (
    <ul className="claim-problems">
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.about ?? ''} ${problem.message}`}>
          <span>
            {problem.about !== null && <strong>{problem.about}: </strong>}
            {problem.message}
          </span>
          <FixButton problem={problem} of={of} />
        </li>
      ))}
    </ul>
  );
}

function FixButton({
  problem,
  of,
}: {
  readonly problem: DeskProblem;
  readonly of: ProblemListProps['of'];
}) {
  const go = useNavigation((navigation) => navigation.go);
  const route = routeOfFix(problem.fix, of);
  if (route === null) return null;
  return (
    <Button variant="quiet" onPress={() => go(route)}>
      {fixWords[problem.fix.place]}
    </Button>
  );
}
