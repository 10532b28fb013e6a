import type { Claim } from '../../shared/billing/claim.ts';
import type { Envelope837P } from '../../shared/billing/x12/envelope.ts';
import { write837P } from '../../shared/billing/x12/write-837p.ts';
import type { StoredFile } from '../../shared/base/bridge.ts';
import { civilDateAt } from '../../shared/base/civil-date.ts';
import type { BillingOrganisation } from '../../shared/payers/billing-organisation.ts';
import type { JobContext } from '../platform/context.ts';
import { selectContents } from './claim-store.ts';

/** Claims read in one short turn. */
const CLAIMS_PER_READ = 50;

/** ISA05 and ISA07: as sender and receiver agreed, which is how clearinghouses assign ids. */
const MUTUALLY_DEFINED = 'ZZ';

function partnerOf(name: string, id: string) {
  return {
    name,
    interchangeQualifier: MUTUALLY_DEFINED,
    interchangeId: id,
    applicationId: id,
    identifier: id,
  };
}

function clockAt(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
}

/** Who sends a file to whom, under which number, by the site's clocks. */
export function envelopeOf(
  organisation: BillingOrganisation,
  of: { readonly interchangeNumber: number; readonly now: Date; readonly timeZone: string },
): Envelope837P {
  const { interchangeNumber, now, timeZone } = of;
  return {
    submitter: {
      ...partnerOf(organisation.name, organisation.submitterId),
      contactName: organisation.contactName,
      phone: organisation.phone,
    },
    receiver: partnerOf(organisation.receiverName, organisation.receiverId),
    controlNumbers: { interchange: interchangeNumber, group: interchangeNumber, transaction: 1 },
    madeAt: { date: civilDateAt(now, timeZone), time: clockAt(now, timeZone) },
    isTest: organisation.sendsTests,
  };
}

/** The claims of a batch one by one, a page at a time, so that memory does not grow with them. */
export async function* claimsOf(
  job: Pick<JobContext, 'read'>,
  batchId: string,
  onPage: (count: number) => Promise<void> = async () => undefined,
): AsyncGenerator<Claim, void, undefined> {
  let after = 0;
  for (;;) {
    const from = after;
    const page = await job.read((db) =>
      selectContents(db, batchId, { after: from, limit: CLAIMS_PER_READ }),
    );
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { claim } of page) yield claim;
    await onPage(page.length);
    after = last.position;
  }
}

const BYTES_PER_PIECE = 64 * 1024;

/** Text in pieces worth writing, in UTF-8. */
export async function* inPieces(
  text: AsyncIterable<string>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let kept = '';
  for await (const piece of text) {
    kept += piece;
    if (kept.length < BYTES_PER_PIECE) continue;
    yield encoder.encode(kept);
    kept = '';
  }
  if (kept !== '') yield encoder.encode(kept);
}

/** Writes the 837P file of a batch's claims. Throws `Unsendable837P` where a claim cannot be written. */
export function putClaimFile(
  job: Pick<JobContext, 'files'>,
  claims: AsyncIterable<Claim>,
  envelope: Envelope837P,
): Promise<StoredFile> {
  return job.files.putStream(inPieces(write837P(claims, envelope)));
}
