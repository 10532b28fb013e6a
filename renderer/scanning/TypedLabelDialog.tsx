import { useState } from 'react';
import { readLabel } from '../../shared/labels/label-read.ts';
import { type ArrivedScan, useScans } from '../scans.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';

export type TypedLabelDialogProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly nowYear: number;
  readonly onScan: (scan: ArrivedScan) => void;
};

const FORM_ID = 'typed-label';

/** The text under a barcode, typed; what cannot be read says why and stays. */
export function TypedLabelDialog({ isOpen, onClose, ...entry }: TypedLabelDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Type the label"
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={FORM_ID}>
            Add label
          </Button>
        </>
      }
    >
      <TypedLabel {...entry} />
    </Dialog>
  );
}

function TypedLabel({ nowYear, onScan }: Pick<TypedLabelDialogProps, 'nowYear' | 'onScan'>) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState('');
  useScans({ onScan });
  function add() {
    const read = readLabel(typed, { nowYear });
    if (read.state === 'unreadable') return setProblem(read.why);
    return onScan({ raw: typed, source: 'typed', keepsSeparators: false });
  }
  return (
    <form
      id={FORM_ID}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // Events of React rise past the dialog, to the form in which the panel of the scanner may stand.
        event.stopPropagation();
        add();
      }}
    >
      <TextField
        label="Text under the barcode"
        description="With the brackets, as it is printed: (01)09501101530003(17)270331(10)ABC. The product number alone is enough to begin with; so is CT1/ and a SKU."
        value={typed}
        error={problem}
        maxLength={500}
        isRequired
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is for this one field
        autoFocus
        onChange={(text) => {
          setTyped(text);
          setProblem('');
        }}
      />
    </form>
  );
}
