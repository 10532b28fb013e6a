import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandLineKit, openClinicCommandLine, PIN, startOpenCore } from './command-line.ts';
import { clientOf, newSession, valueOf } from './core.ts';

let cli: CommandLineKit;
beforeAll(async () => {
  cli = await openClinicCommandLine();
});
afterAll(() => cli.close());

const HCPCS_HEADER = 'code,long_description,billing_unit\n';

describe('imports', () => {
  test('a HCPCS list goes in once, told as JSON to a program and as a table to people', async () => {
    const path = join(cli.folder, 'codes.csv');
    await writeFile(path, `${HCPCS_HEADER}Q4101,"Apligraf, per square centimeter",cm2\nbad,x,y\n`);
    const { code, stdout } = await cli.caretrail(['import', 'hcpcs', path]);
    const { files, refusedRows } = JSON.parse(stdout).value;
    expect({ code, files }).toMatchObject({ code: 0, files: [{ imported: 1, refused: 1 }] });
    expect(refusedRows).toMatchObject([{ line: 3 }]);
    const again = await cli.atTerminal(['import', 'hcpcs', path], { answers: [PIN] });
    expect(again).toMatchObject({ code: 0, told: ['PIN of Ada Admin: '] });
    expect(again.printed).toMatch(/codes\.csv +2 +0 +1 +0 +1\n/);
    expect(again.printed).toContain('\n  codes.csv, line 3: ');
  });

  test('Ctrl-C stops an import at its next chunk, and a call goes on with it', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => `Q${5000 + at},Product ${at},cm2\n`);
    const path = join(cli.folder, 'many.csv');
    await writeFile(path, HCPCS_HEADER + rows.join(''));
    let isAsked = false;
    const stopped = await cli.atTerminal(['import', 'hcpcs', path], {
      pin: PIN,
      onProgress: () => {
        if (!isAsked) process.emit('SIGINT');
        isAsked = true;
      },
    });
    expect(stopped).toMatchObject({ code: 130, printed: '' });
    const [, input] = /call jobs\.resume '(\{.*\})'$/.exec(stopped.told.join('\n')) ?? [];
    const { code, reply } = await cli.call(['jobs.resume', input ?? '']);
    expect({ code, reply }).toMatchObject({
      code: 0,
      reply: { value: { files: [{ read: 3000, refused: 0 }] } },
    });
  });
});

describe('export billing', () => {
  const days = ['--from', '2026-03-01', '--to', '2026-03-31'];
  const exporting = (form: string, out: string) =>
    ['export', 'billing', ...days, '--form', form, '--out', out] as const;

  async function recordTreatment(): Promise<string> {
    const core = await startOpenCore(cli.dataDir);
    const client = clientOf(core, newSession());
    try {
      const [ada] = valueOf(await client['session.tiles']({}));
      valueOf(await client['session.signIn']({ userId: ada?.userId ?? '', pin: PIN }));
      const { id: patientId } = valueOf(
        await client['patients.create']({
          firstName: 'Maria',
          lastName: 'כהן',
          birthOn: '1950-02-28',
          sex: 'female',
        }),
      );
      const lines = [{ productId: 'Q4101', quantity: 9 }];
      const order = valueOf(
        await client['orders.create']({ patientId, orderedOn: '2026-03-01', lines }),
      );
      const recorded = await client['treatments.record']({
        patientId,
        orderId: order.id,
        productId: 'Q4101',
        quantityUsed: 2,
        lotNumber: 'A-1',
        appliedMm2: 8800,
        dateApplied: '2026-03-31',
        diagnosis: '=1+1',
      });
      const { id, version } = valueOf(recorded);
      const records = [{ kind: 'treatment', id, seen: version } as const];
      valueOf(await client['signing.sign']({ records, pin: PIN }));
      return id;
    } finally {
      await core.close();
    }
  }

  test('writes a file for its owner alone, gives it again, and replaces nothing unasked', async () => {
    const nothing = await cli.caretrail(exporting('machine', join(cli.folder, 'none.csv')));
    expect(nothing).toMatchObject({ code: 1, stdout: expect.stringMatching(/"NothingToExport"/) });
    expect(existsSync(join(cli.folder, 'none.csv'))).toBe(false);

    const recordId = await recordTreatment();
    const out = join(cli.folder, 'march.csv');
    const first = await cli.caretrail(exporting('machine', out));
    const { batch, isNew } = JSON.parse(first.stdout).value;
    expect({ ...first, isNew }).toMatchObject({ code: 0, stderr: '', isNew: true });
    const machine = await readFile(out, 'utf8');
    expect(parse(machine, { columns: true })).toMatchObject([
      { record_id: recordId, quantity_used: '2', diagnosis: '=1+1', patient_last_name: 'כהן' },
    ]);
    const ownerOnly = process.platform === 'win32' ? 0o666 : 0o600;
    expect((await stat(out)).mode & 0o777).toBe(ownerOnly);

    const unasked = await cli.caretrail(exporting('excel', out));
    expect(unasked).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/--force replaces it\.\n$/),
    });
    expect(await readFile(out, 'utf8')).toBe(machine);

    const asked = await cli.atTerminal([...exporting('excel', out), '--force'], { pin: PIN });
    expect(asked).toMatchObject({ code: 0, told: [] });
    expect(asked.printed).toContain('1 treatments from 2026-03-01 to 2026-03-31 are in');
    expect(asked.printed).toContain(`Nothing is new: this is the batch of`);
    expect(asked.printed).toContain(`Batch ${batch.id}`);
    const [excel] = parse(await readFile(out, 'utf8'), { columns: true, bom: true });
    expect(excel).toMatchObject({ 'HCPCS code': '="Q4101"', Diagnosis: "'=1+1" });
  });
});
