import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLineKit, openClinicCommandLine, PIN, startOpenCore } from './command-line.ts';
import { clientOf, newSession, valueOf } from './core.ts';
import { readPdf, textOf } from './read-pdf.ts';

let cli: CommandLineKit;
let record: { readonly id: string };
beforeAll(async () => {
  cli = await openClinicCommandLine();
  record = await recordTreatment();
});
afterAll(() => cli.close());

/** A treatment of a new patient with the number X-1. */
async function recordTreatment() {
  const core = await startOpenCore(cli.dataDir);
  const client = clientOf(core, newSession());
  try {
    const [ada] = valueOf(await client['session.tiles']({}));
    valueOf(await client['session.signIn']({ userId: ada?.userId ?? '', pin: PIN }));
    valueOf(await client['products.add']({ sku: 'FOAM', name: 'Foam dressing' }));
    const person = { firstName: 'Łukasz', lastName: 'Żak', birthOn: '1950-02-28' } as const;
    const { id: patientId } = valueOf(
      await client['patients.create']({ mrn: 'X-1', ...person, sex: 'male' }),
    );
    const order = valueOf(
      await client['orders.create']({
        patientId,
        orderedOn: '2026-03-01',
        lines: [{ productId: 'FOAM', quantity: 9 }],
      }),
    );
    const used = { productId: 'FOAM', quantityUsed: 1, dateApplied: '2026-03-10' };
    return valueOf(await client['treatments.record']({ patientId, orderId: order.id, ...used }));
  } finally {
    await core.close();
  }
}

const whom = ['--recipient', 'Dr Ada Okafor', '--recipient-kind', 'provider'];
const answers = [...whom, '--purpose', 'Second opinion', '--basis', 'treatment'];
const out = (name: string) => join(cli.folder, name);

test('export chart writes pages or a ZIP, and the disclosure stands in the log', async () => {
  const of = ['export', 'chart', '--patient', 'x 1', ...answers];
  const pages = await cli.caretrail([...of, '--out', out('chart.pdf')]);
  expect([pages.code, pages.stderr]).toEqual([0, '']);
  const pdf = await readPdf(await readFile(out('chart.pdf')));
  expect(textOf(pdf.pages[0])).toContain('Łukasz Żak');
  const zipped = await cli.atTerminal([...of, '--parts', 'treatments', '--out', out('chart.zip')], {
    pin: PIN,
  });
  expect(zipped.printed).toContain('the disclosure stands in the log');
  const files = unzipSync(await readFile(out('chart.zip')));
  expect(Object.keys(files)).toContain('SHA256SUMS');
  const { patientId } = record as { readonly patientId?: string };
  const { reply } = await cli.call(['disclosures.list', JSON.stringify({ patientId })]);
  expect(reply).toMatchObject({
    ok: true,
    value: [{ parts: ['treatments'] }, { recipientName: 'Dr Ada Okafor' }],
  });
});

test('export packet writes what defends one record', async () => {
  const of = ['export', 'packet', '--record', record.id, ...answers];
  const made = await cli.caretrail([...of, '--out', out('packet.zip')]);
  expect([made.code, made.stderr]).toEqual([0, '']);
  const files = unzipSync(await readFile(out('packet.zip')));
  expect(Object.keys(files)).toContain('audit-packet.pdf');
});

test('nothing is given out without an answer, over a file that is there, or of nobody', async () => {
  const of = ['export', 'chart', '--patient', 'X-1'];
  const silent = await cli.caretrail([...of, '--out', out('silent.zip')]);
  expect(silent.code).toBe(2);
  const paperless = [...answers.slice(0, -1), 'authorization', '--out', out('silent.zip')];
  const unsaid = await cli.caretrail([...of, ...paperless]);
  expect([unsaid.code, unsaid.stderr]).toEqual([2, expect.stringContaining('--basis-note')]);
  await writeFile(out('there.zip'), 'kept');
  const there = await cli.caretrail([...of, ...answers, '--out', out('there.zip')]);
  expect(there.code).toBe(1);
  expect(await readFile(out('there.zip'), 'utf8')).toBe('kept');
  const nobody = ['export', 'chart', '--patient', 'X-9', ...answers, '--out', out('none.zip')];
  expect((await cli.caretrail(nobody)).stderr).toContain('Nobody here');
});

test('linked charts of the same person go along, unless somebody says otherwise', async () => {
  const { patientId } = record as { readonly patientId?: string };
  const other = { mrn: 'X-2', firstName: 'Lukas', lastName: 'Zak', birthOn: '1950-02-28' };
  const made = await cli.call([
    'patients.create',
    JSON.stringify({ ...other, sex: 'male', confirmedNotDuplicate: true }),
  ]);
  const otherPatientId = (made.reply as { value?: { id?: string } }).value?.id ?? '';
  const linked = await cli.call([
    'patients.link',
    JSON.stringify({
      patientId,
      otherPatientId,
      preferredPatientId: patientId,
      reason: 'Same card, same face',
    }),
  ]);
  expect(linked.reply).toMatchObject({ ok: true });
  const of = ['export', 'chart', '--patient', 'X-1', ...answers, '--parts', 'treatments'];
  expect((await cli.caretrail([...of, '--out', out('both.pdf')])).stderr).toBe('');
  const without = await cli.caretrail([...of, '--no-linked', '--out', out('one.pdf')]);
  expect([without.code, without.stderr]).toEqual([0, '']);
  const textIn = async (name: string): Promise<string> =>
    (await readPdf(await readFile(out(name)))).pages.map((page) => textOf(page)).join(' ');
  expect(await textIn('both.pdf')).toContain('Linked chart, MRN X-2');
  const one = await textIn('one.pdf');
  expect(one).toContain('X-2');
  expect(one).not.toContain('Linked chart, MRN X-2');
});
