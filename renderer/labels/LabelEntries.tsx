import { Trash2 } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { choiceKey, choiceWords, type LabelEntry, removeChoice, setCopies } from './label-list.ts';

export type LabelEntriesProps = {
  readonly entries: readonly LabelEntry[];
  readonly onChange: (entries: readonly LabelEntry[]) => void;
};

/** What is to be printed, and how often. */
export function LabelEntries({ entries, onChange }: LabelEntriesProps) {
  if (entries.length === 0) return <p className="labels-empty">Nothing is chosen yet.</p>;
  return (
    <ul className="label-entries">
      {entries.map(({ choice, copies }) => {
        const key = choiceKey(choice);
        const words = choiceWords(choice);
        const name = [choice.productName, words].filter((part) => part !== '').join(', ');
        return (
          <li key={key} className="label-entries__entry">
            <div className="label-entries__words">
              <p className="label-entries__name" dir="auto">
                {choice.productName}
              </p>
              <p className="label-entries__unit">{words === '' ? 'Product only' : words}</p>
            </div>
            <QuantityField
              label={`Labels for ${name}`}
              isLabelHidden
              unit="labels"
              value={copies}
              max={500}
              onChange={(count) => onChange(setCopies(entries, key, count))}
            />
            <IconButton
              label={`Take ${name} off the list`}
              icon={Trash2}
              onPress={() => onChange(removeChoice(entries, key))}
            />
          </li>
        );
      })}
    </ul>
  );
}
