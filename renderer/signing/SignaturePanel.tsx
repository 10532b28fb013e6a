import type { Signature } from '../../shared/signing/contract.ts';
import type { RecordKind, SigningState } from '../../shared/signing/record-state.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { shortDigest, signedWords, withCredential } from './signing-words.ts';

export type SignaturePanelProps = {
  readonly kind: RecordKind;
  readonly id: string;
  /** The record as it is shown now. */
  readonly record: Pick<SigningState, 'signedAt' | 'voidedAt'> & {
    readonly isImported?: boolean | undefined;
  };
  readonly timeZone: string;
};

type SignatureCardProps = { readonly signature: Signature; readonly timeZone: string };

function SignatureCard({ signature, timeZone }: SignatureCardProps) {
  const { signerName, signerCredential, signedAt, attestation, contentDigest } = signature;
  return (
    <li className="signature">
      <p>
        {signedWords(signature)} by{' '}
        <strong dir="auto">{withCredential(signerName, signerCredential)}</strong>
      </p>
      <p className="signature__when">{formatInstant(signedAt, timeZone)}</p>
      <OwnRecordSync entity="record_signatures" id={signature.id} which={signedWords(signature)} />
      <blockquote className="signature__words">{attestation}</blockquote>
      <p className="signature__digest">
        Seal of the content <code title={contentDigest}>{shortDigest(contentDigest)}</code>
      </p>
    </li>
  );
}

function unsignedWords({ voidedAt, isImported }: SignaturePanelProps['record']): string {
  if (voidedAt !== null) return 'It was voided before anybody signed it.';
  return isImported
    ? 'Another system recorded this. It is neither signed nor billed here.'
    : 'Nobody has signed this yet. Until then it can be corrected, and is not billed.';
}

/** Who signed a record, when, and under which words. */
export function SignaturePanel({ kind, id, record, timeZone }: SignaturePanelProps) {
  const isSigned = record.signedAt !== null;
  const history = useOperation('signing.history', { kind, id }, { enabled: isSigned });
  if (!isSigned) {
    return (
      <Panel heading="Signatures">
        <p>{unsignedWords(record)}</p>
      </Panel>
    );
  }
  if (history.data === undefined) return <QueryNotice query={history} what="Signatures" />;
  return (
    <Panel heading="Signatures">
      <ol className="signatures" aria-label="Signatures, oldest first">
        {history.data.signatures.map((signature) => (
          <SignatureCard key={signature.id} signature={signature} timeZone={timeZone} />
        ))}
      </ol>
    </Panel>
  );
}
