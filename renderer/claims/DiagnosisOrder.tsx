import { ArrowDown, ArrowUp } from 'lucide-react';
import { Checkbox } from '../ui/Checkbox.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Row } from '../ui/Row.tsx';

export type DiagnosisOrderProps = {
  readonly documented: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
};

/** The documented diagnoses that the claim names, in its order; the first is the principal one. */
export function DiagnosisOrder({ documented, chosen, onChange }: DiagnosisOrderProps) {
  const others = documented.filter((code) => !chosen.includes(code));
  const swap = (at: number, to: number) => {
    const next = [...chosen];
    const [moved] = next.splice(at, 1);
    if (moved === undefined) return;
    next.splice(to, 0, moved);
    onChange(next);
  };
  return (
    <fieldset className="claim-diagnoses">
      <legend>Diagnoses of this treatment, the principal one first</legend>
      <ol>
        {chosen.map((code, index) => (
          <li key={code}>
            <Row>
              <Checkbox
                label={code}
                value
                onChange={() => onChange(chosen.filter((each) => each !== code))}
              />
              <IconButton
                label={`Move ${code} up`}
                icon={ArrowUp}
                isDisabled={index === 0}
                onPress={() => swap(index, index - 1)}
              />
              <IconButton
                label={`Move ${code} down`}
                icon={ArrowDown}
                isDisabled={index === chosen.length - 1}
                onPress={() => swap(index, index + 1)}
              />
            </Row>
          </li>
        ))}
      </ol>
      {others.map((code) => (
        <Checkbox
          key={code}
          label={code}
          description="Documented, not on this claim"
          value={false}
          onChange={() => onChange([...chosen, code])}
        />
      ))}
    </fieldset>
  );
}
