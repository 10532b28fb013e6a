import { apart } from '../../shared/base/apart.ts';
import type { Signature, SigningSettings, WaitingRecord } from '../../shared/signing/contract.ts';
import type { AmendmentKind } from '../../shared/signing/record-state.ts';
import { formatCivilDate } from '../ui/format.ts';

export const AMENDMENT_KINDS: Readonly<
  Record<AmendmentKind, { readonly title: string; readonly detail: string }>
> = {
  correction: {
    title: 'Correction',
    detail: 'A field is wrong. You change it; what was signed stays readable.',
  },
  clarification: {
    title: 'Clarification',
    detail: 'Something can be misread. You explain it in words.',
  },
  additionalFinding: {
    title: 'Additional finding',
    detail: 'Something was seen or done that the record leaves out.',
  },
  lateEntry: {
    title: 'Late entry',
    detail: 'Something that belongs to that day and is written down only now.',
  },
};

const MEANING_WORDS: Readonly<Record<Signature['meaning'], string>> = {
  author: 'Signed',
  cosigner: 'Co-signed',
  amender: 'Signed an amendment',
};

/** What a signature did, as it goes on with "by" and a name. */
export function signedWords({ meaning, amendmentId }: Pick<Signature, 'meaning' | 'amendmentId'>) {
  return meaning === 'cosigner' && amendmentId !== null
    ? 'Co-signed the correction'
    : MEANING_WORDS[meaning];
}

export const COSIGNATURE_WORDS: Readonly<
  Record<SigningSettings['nurseCosignature'], { readonly title: string; readonly detail: string }>
> = {
  none: { title: 'None', detail: 'A nurse’s own signature is enough.' },
  skinSubstitutes: {
    title: 'Skin substitutes',
    detail: 'Treatments with a product that is billed by the square centimeter.',
  },
  all: { title: 'All records', detail: 'Every treatment and assessment that a nurse signs.' },
};

/** `Wilson Reed, RN`; the name alone where no credential is known. */
export function withCredential(name: string, credential: string | null): string {
  return credential === null ? name : `${apart(name)}, ${apart(credential)}`;
}

/** Enough of a digest to compare two by eye. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12).replaceAll(/(.{4})(?=.)/g, '$1 ');
}

type Named = Pick<WaitingRecord, 'patientFirstName' | 'patientLastName'>;

export function patientName({ patientFirstName, patientLastName }: Named): string {
  return `${apart(patientLastName)}, ${apart(patientFirstName)}`;
}

/** Names a waiting record where there are several: patient, what, and the day. */
export function waitingInWords(record: Named & Pick<WaitingRecord, 'title' | 'occurredOn'>) {
  return `${patientName(record)}: ${record.title}, ${formatCivilDate(record.occurredOn)}`;
}

/** One text for one record among those of both kinds. */
export function recordKey({ kind, id }: Pick<WaitingRecord, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
