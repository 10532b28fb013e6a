import { signerRelations } from '../../shared/documents/contract.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { CONSENT_EXAMPLES } from './consent-examples.ts';
import { type DocumentPlace, PlaceField } from './DocumentPlaceFields.tsx';
import { RELATION_WORDS, type SignerRelation } from './document-words.ts';
import type { DocumentScene } from './use-document-scene.ts';

export type ConsentEntry = {
  readonly title: string;
  readonly statement: string;
  readonly signerRelation: SignerRelation | null;
  readonly signerName: string;
  readonly witnessName: string;
  /** Somebody who cannot write a name makes a mark, which a witness sees. */
  readonly isMark: boolean;
  readonly place: DocumentPlace;
};

export type ConsentField = 'title' | 'statement' | 'signerRelation' | 'signerName' | 'witnessName';

const RELATION_CARDS = signerRelations.map((key) => ({ key, title: RELATION_WORDS[key] }));

export type ConsentWordsProps = {
  readonly scene: DocumentScene;
  readonly entry: ConsentEntry;
  readonly problemOf: (field: ConsentField) => string | undefined;
  readonly onChange: (entry: ConsentEntry) => void;
};

function Signer({ scene, entry, problemOf, onChange }: ConsentWordsProps) {
  const { firstName, lastName } = scene.chart.patient;
  function choose(signerRelation: SignerRelation): void {
    const patientName = `${firstName} ${lastName}`;
    const isOther = signerRelation !== 'patient' && entry.signerName === patientName;
    const signerName = signerRelation === 'patient' ? patientName : isOther ? '' : entry.signerName;
    onChange({ ...entry, signerRelation, signerName });
  }
  return (
    <>
      <RadioCards
        label="Who signs"
        isRequired
        columns={3}
        cards={RELATION_CARDS}
        value={entry.signerRelation}
        error={problemOf('signerRelation')}
        onChange={choose}
      />
      <TextField
        label="Name of who signs"
        isRequired
        maxLength={200}
        value={entry.signerName}
        error={problemOf('signerName')}
        onChange={(signerName) => onChange({ ...entry, signerName })}
      />
      <Checkbox
        label="Signs by making a mark"
        description="For somebody who cannot write their name: an X or any other mark is drawn, and a witness who saw it is named. A typed name is no signature."
        value={entry.isMark}
        onChange={(isMark) => onChange({ ...entry, isMark })}
      />
      <TextField
        label="Witness"
        isRequired={entry.isMark}
        maxLength={200}
        description="Who saw it being signed, besides you."
        value={entry.witnessName}
        error={problemOf('witnessName')}
        onChange={(witnessName) => onChange({ ...entry, witnessName })}
      />
    </>
  );
}

/** What is to be signed and by whom; prepared before the screen is handed over. */
export function ConsentWords(props: ConsentWordsProps) {
  const { scene, entry, problemOf, onChange } = props;
  function begin(key: string): void {
    const example = CONSENT_EXAMPLES.find((each) => each.key === key);
    if (example) onChange({ ...entry, title: example.title, statement: example.statement });
  }
  return (
    <Stack>
      {entry.statement.trim() === '' && (
        <SelectField
          label="Begin from"
          placeholder="Your own words"
          description="Examples are there to be adapted; nobody can sign one as it is."
          options={CONSENT_EXAMPLES.map(({ key, label }) => ({ key, label }))}
          value={null}
          onChange={begin}
        />
      )}
      <TextField
        label="Title"
        isRequired
        maxLength={200}
        value={entry.title}
        error={problemOf('title')}
        onChange={(title) => onChange({ ...entry, title })}
      />
      <TextAreaField
        label="Words that are signed"
        isRequired
        rows={6}
        value={entry.statement}
        error={problemOf('statement')}
        onChange={(statement) => onChange({ ...entry, statement })}
      />
      {/\[[^\]]+\]/.test(entry.statement) && (
        <InlineMessage tone="caution" title="Not ready to be signed">
          Fill in or remove everything that stands in brackets.
        </InlineMessage>
      )}
      <PlaceField
        chart={scene.chart}
        wounds={scene.wounds}
        value={entry.place}
        onChange={(place) => onChange({ ...entry, place })}
      />
      <Signer {...props} />
    </Stack>
  );
}
