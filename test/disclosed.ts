import { unzipSync } from 'fflate';
import { givenOut } from '../shared/disclosures/contract.ts';
import { type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';

type Person = Awaited<ReturnType<TestCore['signIn']>>;

/** What whoever gives something out answers; each test changes what it is about. */
export const answers = {
  recipientName: 'Dr Ada Okafor',
  recipientKind: 'provider',
  purpose: 'Second opinion',
  basis: 'treatment',
} as const;

/** Gives a chart out as this person; the job's reply. */
export function discloseChart(app: TestCore, person: Person, over: object) {
  const { client } = person;
  const input = { ...answers, patientId: '', ...over };
  return jobReply({ core: app.core, client }, client['disclosures.chart'](input));
}

export function disclosePacket(app: TestCore, person: Person, over: object) {
  const { client } = person;
  const input = { ...answers, patientId: '', treatmentRecordId: '', ...over };
  return jobReply({ core: app.core, client }, client['disclosures.defencePacket'](input));
}

/** What was given out, with both files as whoever gave them out fetches them. */
export async function fetched(app: TestCore, { session }: Person, reply: unknown) {
  const given = givenOut.parse((reply as { value?: unknown }).value);
  const pdf = valueOf(await app.core.getBytes(session, given.pdf.digest));
  const zip = valueOf(await app.core.getBytes(session, given.zip.digest));
  const files = unzipSync(zip);
  const textOf = (path: string) => new TextDecoder().decode(files[path]);
  return { ...given, pdfBytes: pdf, zipBytes: zip, files, textOf };
}
