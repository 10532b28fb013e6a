import { useState } from 'react';
import { bridge } from '../client/bridge.ts';
import { useChange } from '../client/use-operation.ts';
import { problemSentence } from '../form-problems.ts';
import { announce } from '../ui/announce.ts';
import { openBrackets, withMark } from './consent-examples.ts';
import type { ConsentEntry, ConsentField } from './ConsentWords.tsx';

type Problems = Readonly<Partial<Record<ConsentField, string>>>;

const LABELS: Readonly<Record<ConsentField, string>> = {
  title: 'Title',
  statement: 'The text',
  signerRelation: 'Who signs',
  signerName: 'Name',
  witnessName: 'Witness',
};

/** Is no longer true as soon as something is drawn. */
export const NOT_SIGNED = 'It is not signed yet. Sign in the field first.';
const NOT_SAVED = 'It could not be saved. The signature is still here; please try again.';

function problemsIn(entry: ConsentEntry): Problems {
  const { title, statement, signerRelation, signerName, witnessName, isMark } = entry;
  const [bracket] = openBrackets(statement);
  return {
    ...(title.trim() === '' && { title: 'is missing' }),
    ...(statement.trim() === '' && { statement: 'is missing' }),
    ...(bracket !== undefined && {
      statement: `Still in brackets: ${bracket.length > 60 ? `${bracket.slice(0, 60)}…` : bracket}`,
    }),
    ...(signerRelation === null && { signerRelation: 'is missing' }),
    ...(signerName.trim() === '' && { signerName: 'is missing' }),
    ...(isMark && witnessName.trim() === '' && { witnessName: 'is missing: a mark needs one' }),
  };
}

/** Checks a consent before it is shown to whoever signs, and keeps it once it is signed. */
export function useSignConsent(patientId: string, onSigned: () => void) {
  const signing = useChange('documents.signConsent');
  const [problems, setProblems] = useState<Problems>({});
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function keep(entry: ConsentEntry, picture: Uint8Array): Promise<void> {
    const { title, signerRelation, signerName, witnessName, place } = entry;
    if (signerRelation === null) return;
    const kept = await bridge.bytes.put('signature', picture);
    if (!kept.ok) return setNotice(kept.failure.message);
    const reply = await signing.mutateAsync({
      patientId,
      ...place,
      title,
      statement: statementOf(entry),
      signerName,
      signerRelation,
      digest: kept.value.digest,
      witnessName: witnessName.trim() || null,
    });
    if (!reply.ok) return setNotice(reply.failure.message);
    announce('Consent signed and saved');
    onSigned();
  }
  return {
    notice,
    isPending,
    problemOf: (field: ConsentField) => problemSentence(LABELS[field], problems[field]),
    /** True when everything is there that has to stand before somebody signs. */
    check(entry: ConsentEntry): boolean {
      const found = problemsIn(entry);
      setProblems(found);
      setNotice(null);
      return Object.keys(found).length === 0;
    },
    async save(entry: ConsentEntry, picture: Uint8Array | null): Promise<void> {
      setNotice(null);
      if (picture === null) return setNotice(NOT_SIGNED);
      setPending(true);
      await keep(entry, picture).catch(() => setNotice(NOT_SAVED));
      setPending(false);
    },
  };
}

/** The words that are shown, signed and kept. */
export function statementOf({ statement, isMark }: ConsentEntry): string {
  return isMark ? withMark(statement) : statement.trim();
}
