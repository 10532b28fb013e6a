import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FoundDiagnosis } from '../../shared/codes/code-set.ts';
import { useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { ComboBoxField } from '../ui/ComboBoxField.tsx';
import { useFirstFocus } from '../use-first-focus.ts';
import { foundWords } from './code-words.ts';

export type DiagnosisSearchPanelProps = {
  /** The day on which the code must be valid, YYYY-MM-DD. */
  readonly on: string;
  /** Gets what was chosen; focus is the caller's to place, in the field that it fills. */
  readonly onPick: (diagnosis: FoundDiagnosis) => void;
  readonly label?: string | undefined;
};

const MOST_SHOWN = 20;

/**
 * Finds an ICD-10-CM code by its beginning or by words of its description, and hands it over. Folded up
 * to a button until somebody wants it, for most people type the code.
 */
export function DiagnosisSearchPanel(props: DiagnosisSearchPanelProps) {
  const { label = 'Find a diagnosis code', onPick } = props;
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <div>
        <Button variant="quiet" icon={Search} onPress={() => setOpen(true)}>
          {label}
        </Button>
      </div>
    );
  return (
    <DiagnosisSearch
      {...props}
      label={label}
      onPick={(diagnosis) => {
        setOpen(false);
        onPick(diagnosis);
      }}
    />
  );
}

function DiagnosisSearch({ on, onPick, label = '' }: DiagnosisSearchPanelProps) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useFirstFocus(field);
  const input = { text, on, limit: MOST_SHOWN };
  const found = useOperation('codes.searchDiagnoses', input, {
    keepsPrevious: true,
    enabled: on !== '',
  });
  const diagnoses = text.trim() === '' ? [] : (found.data ?? []);
  return (
    <ComboBoxField
      label={label}
      description="Words in any order, such as ulcer left heel fat, or the beginning of a code"
      error={found.error?.message}
      ref={field}
      text={text}
      onTextChange={setText}
      isSearching={found.isFetching || found.isPlaceholderData}
      emptyText={text.trim() === '' ? 'Type a word or a code' : 'No code fits on that day'}
      options={diagnoses.map((each) => ({
        key: each.code,
        label: `${each.code} ${each.description}`,
        detail: foundWords(each),
      }))}
      onChoose={(key) => {
        const diagnosis = diagnoses.find(({ code }) => code === key);
        if (diagnosis) onPick(diagnosis);
      }}
    />
  );
}
