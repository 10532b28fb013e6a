import { useState } from 'react';
import type { RecalledPacks } from '../../shared/recalls/recalled-packs.ts';
import { FileField } from '../ui/FileField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type QuestionField, questionLabels, type TypedQuestion } from './question.ts';
import { typeQuestion } from './recalls-store.ts';

type PacksFieldsProps = {
  readonly question: TypedQuestion;
  readonly problems: Readonly<Partial<Record<QuestionField, string>>>;
};

const COLUMNS = [
  { key: 'lotNumber', title: 'Lots' },
  { key: 'serialNumber', title: 'Serials' },
] as const;

/** A list of recalled packs is a page or two; more is another file. */
const MOST_BYTES = 1_000_000;

function NumberField(props: PacksFieldsProps & { readonly name: keyof RecalledPacks }) {
  const { question, problems, name } = props;
  const isLast = name === 'lastLotNumber' || name === 'lastSerialNumber';
  return (
    <TextField
      label={questionLabels[name]}
      description={isLast ? 'Empty for one alone' : 'However it is spelt'}
      isRequired={!isLast}
      value={question[name]}
      error={problems[name]}
      onChange={(text) => typeQuestion({ [name]: text })}
    />
  );
}

function ListFields({ question, problems }: PacksFieldsProps) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [fileProblem, setFileProblem] = useState<string | undefined>(undefined);

  async function read(chosen: readonly File[]): Promise<void> {
    const [file] = chosen;
    setFiles(chosen);
    setFileProblem(undefined);
    if (file === undefined) return;
    if (file.size > MOST_BYTES) return setFileProblem('This file is too large for a list of packs');
    const listText = await file.text().catch(() => null);
    if (listText === null) setFileProblem('This file could not be read');
    else typeQuestion({ listText });
  }

  return (
    <Stack>
      <FileField
        label="List as a file (CSV)"
        description="One pack a line; a first line may name the columns Lot and Serial"
        accept=".csv,.txt,text/csv,text/plain"
        files={files}
        error={fileProblem}
        onChange={(chosen) => void read(chosen)}
      />
      <TextAreaField
        label="List"
        description="Typed or pasted; what a file holds shows here and can be put right"
        rows={6}
        isRequired
        value={question.listText}
        error={problems.list}
        onChange={(listText) => typeQuestion({ listText })}
      />
      <RadioCards
        label="A column without a heading holds"
        columns={2}
        cards={COLUMNS}
        value={question.plain}
        onChange={(plain) => typeQuestion({ plain })}
      />
    </Stack>
  );
}

/** The numbers of the recalled packs, in the way that was chosen. */
export function PacksFields(props: PacksFieldsProps) {
  switch (props.question.kind) {
    case 'lot':
      return (
        <Grid minColumnRem={14}>
          <NumberField {...props} name="lotNumber" />
          <NumberField {...props} name="lastLotNumber" />
        </Grid>
      );
    case 'serial':
      return (
        <Grid minColumnRem={14}>
          <NumberField {...props} name="serialNumber" />
          <NumberField {...props} name="lastSerialNumber" />
        </Grid>
      );
    case 'list':
      return <ListFields {...props} />;
    case 'every':
      return <p>Every lot and serial of the product is traced.</p>;
  }
}
