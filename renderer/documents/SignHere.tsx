import { Eraser } from 'lucide-react';
import { type RefObject, useId } from 'react';
import { Button } from '../ui/Button.tsx';
import { Stack } from '../ui/Stack.tsx';
import type { ConsentEntry } from './ConsentWords.tsx';
import { RELATION_WORDS } from './document-words.ts';

export type SignHereProps = {
  readonly entry: ConsentEntry;
  /** As they will be kept. */
  readonly statement: string;
  readonly canvasRef: RefObject<HTMLCanvasElement | null>;
  readonly isEmpty: boolean;
  readonly onClear: () => void;
};

/** What whoever signs is shown: the words, and the place to sign under them. */
export function SignHere(props: SignHereProps) {
  const { entry, statement, canvasRef, isEmpty, onClear } = props;
  const { signerName, signerRelation, witnessName, isMark } = entry;
  const labelId = useId();
  return (
    <Stack>
      <p className="consent__words" dir="auto">
        {statement}
      </p>
      <div className="consent__sign">
        <div className="consent__line">
          <span id={labelId}>
            {isMark ? 'Mark of' : 'Signature of'} <strong dir="auto">{signerName}</strong>
            {signerRelation && ` (${RELATION_WORDS[signerRelation].toLowerCase()})`}
          </span>
          <Button variant="quiet" icon={Eraser} isDisabled={isEmpty} onPress={onClear}>
            Clear
          </Button>
        </div>
        <canvas ref={canvasRef} className="consent__pad" role="img" aria-labelledby={labelId} />
        <span className="consent__how">
          Sign with a pen, a finger or the mouse.
          {witnessName.trim() !== '' && ` Witness: ${witnessName.trim()}.`}
        </span>
      </div>
    </Stack>
  );
}
