import { FileSearch } from 'lucide-react';
import { useState } from 'react';
import {
  type CodeSet,
  codeSetNames,
  codeSets,
  suggestedEffectiveFrom,
} from '../../shared/codes/code-set.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { FileField } from '../ui/FileField.tsx';
import { Panel } from '../ui/Panel.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { fileDescriptions } from './code-words.ts';
import type { CodeImporting } from './use-code-import.ts';

const CARDS = codeSets.map((key) => ({
  key,
  title: codeSetNames[key],
  detail: key === 'icd10cm' ? 'Diagnoses' : 'Products, supplies and services',
}));

type Chosen = {
  readonly codeSet: CodeSet;
  readonly files: readonly File[];
  readonly effectiveFrom: string;
};

/** The choice, with the day that the name of a chosen file suggests. */
function withSuggestion(chosen: Chosen): Chosen {
  const [file] = chosen.files;
  const day = file ? suggestedEffectiveFrom(chosen.codeSet, file.name) : null;
  return day === null ? chosen : { ...chosen, effectiveFrom: day };
}

/** Asks for the file of an edition and from which day it counts. */
export function CodeFileForm({ importing }: { readonly importing: CodeImporting }) {
  const { compare, isBusy, problem, state } = importing;
  const { codeSet, effectiveFrom } = state;
  const [chosen, setChosen] = useState<Chosen>({ codeSet, effectiveFrom, files: [] });
  const [isChecked, setChecked] = useState(false);
  const [file] = chosen.files;
  const missing = {
    file: isChecked && !file ? 'Choose the file first' : undefined,
    day: isChecked && chosen.effectiveFrom === '' ? 'Say from which day it counts' : undefined,
  };
  function begin() {
    setChecked(true);
    if (file && chosen.effectiveFrom !== '') void compare(file, chosen);
  }
  return (
    <Panel heading="Import an edition">
      <Stack>
        <RadioCards
          label="Code set"
          columns={2}
          cards={CARDS}
          value={chosen.codeSet}
          onChange={(next) => setChosen(withSuggestion({ ...chosen, codeSet: next }))}
        />
        <FileField
          label="File"
          description={fileDescriptions[chosen.codeSet]}
          accept=".txt,.gz,.csv"
          files={chosen.files}
          error={missing.file}
          isDisabled={isBusy}
          onChange={(files) => setChosen(withSuggestion({ ...chosen, files }))}
        />
        <DateField
          label="Counts from"
          description="Suggested by the file’s name; check it. ICD-10-CM changes on 1 October and 1 April"
          isRequired
          value={chosen.effectiveFrom}
          error={missing.day}
          onChange={(day) => setChosen({ ...chosen, effectiveFrom: day })}
        />
        {problem !== null && <FormNotice title="The file was not compared">{problem}</FormNotice>}
        <Row>
          <Button variant="primary" icon={FileSearch} isPending={isBusy} onPress={begin}>
            Compare with the codes here
          </Button>
        </Row>
        <p>Nothing is saved before you have seen what the file would do.</p>
      </Stack>
    </Panel>
  );
}
