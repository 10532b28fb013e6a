import { type Hl7Report, hl7Report } from '../shared/exchange/hl7-contract.ts';
import { type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';

type Said = {
  readonly event?: string;
  readonly control?: string;
  readonly application?: string;
  readonly id?: string;
  readonly name?: string;
  readonly birth?: string;
  readonly sex?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly at?: string;
};

/** An ADT message of John Doe, MRN 123 of HOSP, who says what he is given. */
export function adt(said: Said = {}): string {
  const { event = 'A08', control = '1', application = 'ADT1', at = '202601151200' } = said;
  const { id = '123^^^HOSP^MR', name = 'Doe^John', birth = '19500228' } = said;
  const { sex = 'M', address = '1 Main St^^Springfield^IL^62701', phone = '217-555-0100' } = said;
  return [
    `MSH|^~\\&|${application}|HOSP|CARETRAIL|CLINIC|${at}||ADT^${event}|${control}|P|2.5`,
    `EVN|${event}|${at}`,
    `PID|1||${id}||${name}||${birth}|${sex}|||${address}||${phone}`,
    'PV1|1|O',
    '',
  ].join('\r');
}

/** Imports files by their names through the job, as the administrator; its report. */
export async function importHl7(
  app: TestCore,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Hl7Report> {
  const given = await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const stored = await app.core.putBytes(app.administrator, 'import-source', bytes);
      return { name, digest: valueOf(stored).digest };
    }),
  );
  const reply = await jobReply(app, app.client['hl7.import']({ files: given }));
  return hl7Report.parse((reply as { value?: unknown }).value);
}
