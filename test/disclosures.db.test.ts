import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noText } from './clinic.ts';
import { allRows, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { answers, discloseChart, disclosePacket, fetched } from './disclosed.ts';
import { noFindings } from './assessed.ts';
import { type PhotoClinic, openPhotoClinic } from './photo-clinic.ts';
import { readPdf, textOf } from './read-pdf.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestCore;
let clinic: PhotoClinic;
let clinician: Awaited<ReturnType<TestCore['signIn']>>;
beforeEach(async () => {
  app = await openTestCore();
  clinic = await openPhotoClinic(app);
  clinician = await app.signIn('clinician');
});
afterEach(() => app.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function giveChart(over: object = {}) {
  const reply = await discloseChart(app, clinician, { patientId: clinic.patient.id, ...over });
  return fetched(app, clinician, reply);
}

async function pdfTextOf(bytes: Uint8Array): Promise<string> {
  return (await readPdf(bytes)).pages.map(textOf).join(' ');
}

const codeOfJob = (reply: unknown) => (reply as { failure?: { code?: string } }).failure?.code;

/** A treatment that is signed, amended, and a second one that is voided. */
async function treat() {
  const { client, treatment, wound } = clinic;
  const record = valueOf(
    await client['treatments.record']({
      ...treatment,
      woundId: wound.id,
      lotNumber: 'LOT-77',
      labelScans: ['(01)09501101530003(10)LOT-77'],
      doctorNotes: '<b>Łukasz</b> said שלום\u202E\u0007 李',
    }),
  );
  const records = [{ kind: 'treatment' as const, id: record.id, seen: record.version }];
  valueOf(await client['signing.sign']({ records, pin: TEST_PIN }));
  const amendment = {
    treatmentRecordId: record.id,
    kind: 'clarification',
    reason: 'Asked by the reviewer',
    note: 'The left heel was meant.',
    content: null,
    supersedes: null,
    pin: TEST_PIN,
  } as const;
  valueOf(await client['treatments.amend'](amendment));
  const { patientId: _, ...fields } = treatment;
  const content = { ...noText, ...fields, woundId: wound.id, lotNumber: 'LOT-78' };
  const correction = { ...amendment, kind: 'correction', note: null, content } as const;
  valueOf(await client['treatments.amend'](correction));
  const mistake = valueOf(await client['treatments.record'](treatment));
  const voiding = { treatmentRecordId: mistake.id, seen: mistake.version, pin: TEST_PIN };
  valueOf(await client['treatments.void']({ ...voiding, reason: 'Wrong patient' }));
  return record;
}

describe('a chart that is given out', () => {
  test('says everything of it on its pages: signed, amended and voided records, and photos', async () => {
    await treat();
    const photo = await clinic.addPhoto(clinic.assessment.id);
    const { pdfBytes, files, pdf } = await giveChart();
    const text = await pdfTextOf(pdfBytes);
    for (const words of [
      'Maria Núñez · born 28 Feb 1950 · MRN T-1',
      'LOT-77',
      '(01)09501101530003(10)LOT-77',
      'Amendment 1, clarification, by nurse',
      'The left heel was meant.',
      'Lot number LOT-77 LOT-78',
      'VOIDED by nurse',
      'Wrong patient',
      '<b>Łukasz</b> said □□□□□□ □',
      'U+05E9',
      photo.digest,
      'photos/photo-001.jpg',
    ])
      expect(text.replaceAll(' ', '')).toContain(words.replaceAll(' ', ''));
    expect(pdf.fileName).toBe('caretrail-chart-2026-03-10.pdf');
    expect(Object.keys(files)).toContain('photos/photo-001.jpg');
    expect(sha256(files['photos/photo-001.jpg'] ?? new Uint8Array())).toBe(photo.digest);
  });

  test('has a manifest by which every file of the ZIP is checked', async () => {
    await treat();
    const { files, textOf: told, pdf } = await giveChart();
    const sums = told('SHA256SUMS').trim().split('\n');
    const listed = new Map(sums.map((row) => [row.slice(66), row.slice(0, 64)]));
    const digests = new Map(Object.entries(files).map(([path, bytes]) => [path, sha256(bytes)]));
    digests.delete('SHA256SUMS');
    expect(listed).toEqual(digests);
    expect(listed.get('chart.pdf')).toBe(pdf.digest);
    const manifest = JSON.parse(told('manifest.json')) as { missing: unknown[] };
    expect(manifest.missing).toEqual([]);
    const treatments = JSON.parse(told('data/treatments.json')) as { record: { id: string } }[];
    expect(treatments).toHaveLength(2);
  });

  test('holds only the parts and the days that were asked for', async () => {
    await treat();
    await clinic.addPhoto(clinic.assessment.id);
    const days = { fromOn: '2026-03-11', toOn: '2026-04-01' };
    const { pdfBytes, files, disclosure } = await giveChart({ parts: ['treatments'], ...days });
    const text = await pdfTextOf(pdfBytes);
    expect(text).toContain('Left out Allergies and intolerances');
    expect(text).not.toContain('LOT-77');
    expect(Object.keys(files).filter((path) => path.startsWith('photos/'))).toEqual([]);
    expect(disclosure).toMatchObject({ parts: ['treatments'], ...days });
  });

  test('of a patient of whom nothing is known is whole all the same', async () => {
    const patient = valueOf(
      await clinic.client['patients.create']({
        firstName: '<script>',
        lastName: 'محمد\u202E=cmd()',
        birthOn: '2001-01-01',
        sex: 'unknown',
        confirmedNotDuplicate: true,
      }),
    );
    const { pdfBytes, files, pdf } = await giveChart({ patientId: patient.id });
    expect(await pdfTextOf(pdfBytes)).toContain('<script>');
    expect(`${pdf.fileName} ${Object.keys(files).join(' ')}`).not.toMatch(/script|cmd/);
  });

  test('names a file that the store has lost, and holds all the others', async () => {
    const lost = await clinic.addPhoto(clinic.assessment.id);
    await clinic.addPhoto(clinic.assessment.id);
    await app.files.deleteUnreferenced(() => false, [lost.digest]);
    const { missing, files, disclosure, textOf: told, pdfBytes } = await giveChart();
    expect(missing).toHaveLength(1);
    expect(disclosure.missingCount).toBe(1);
    expect(told('manifest.json')).toContain(lost.digest);
    expect(Object.keys(files).filter((path) => path.startsWith('photos/'))).toHaveLength(1);
    expect(await pdfTextOf(pdfBytes)).toContain('cannot be shown here');
  });

  test('is refused without the paper that the basis names, and on days that cannot be', async () => {
    const { id: patientId } = clinic.patient;
    const ask = async (over: object) =>
      codeOfJob(await discloseChart(app, clinician, { patientId, ...over }));
    expect(await ask({ basis: 'authorization' })).toBe('BasisNoteMissing');
    expect(await ask({ fromOn: '2026-03-02', toOn: '2026-03-01' })).toBe('ImpossibleDays');
    expect(await ask({ patientId: clinic.order.id })).toBe('UnknownPatient');
    expect(await allRows(app.database, 'disclosures')).toEqual([]);
  });

  test('is not for a nurse to give out', async () => {
    const reply = await clinic.client['disclosures.chart']({
      ...answers,
      patientId: clinic.patient.id,
    });
    expect(reply).toMatchObject({ ok: false, failure: { code: 'Forbidden' } });
  });

  test('that is stopped leaves no file and no disclosure, and goes on when it is resumed', async () => {
    await treat();
    await clinic.addPhoto(clinic.assessment.id);
    const { client } = clinician;
    const forget = app.core.onEvent((event) => {
      if (event.type === 'job' && event.label === 'Files')
        void client['jobs.cancel']({ jobId: event.jobId });
    });
    const before = app.files.byteLength();
    const stopped = await discloseChart(app, clinician, { patientId: clinic.patient.id });
    forget();
    expect(stopped).toBe('cancelled');
    expect(await allRows(app.database, 'disclosures')).toEqual([]);
    expect(app.files.byteLength()).toBe(before);
    const [job] = await allRows(app.database, 'jobs');
    const { id: jobId } = job as { id: string };
    const ended = new Promise<void>((resolve) => {
      app.core.onEvent((event) => {
        if (event.type === 'job' && event.state === 'done') resolve();
      });
    });
    valueOf(await client['jobs.resume']({ jobId }));
    await ended;
    const { result } = valueOf(await client['jobs.get']({ jobId }));
    expect((await fetched(app, clinician, result)).disclosure.kind).toBe('chart');
  });
});

describe('the log of disclosures', () => {
  test('tells to whom, why, what and which files, and its accounting is a PDF', async () => {
    const { disclosure, zip } = await giveChart({
      recipientKind: 'attorney',
      basis: 'legalProcess',
      basisNote: 'Subpoena 26-118',
      parts: ['wounds'],
    });
    const { client } = clinic;
    const patientId = clinic.patient.id;
    const [listed] = valueOf(await client['disclosures.list']({ patientId }));
    expect(listed).toEqual(disclosure);
    expect(listed).toMatchObject({ zipDigest: zip.digest, isKept: true });
    const { jobId } = valueOf(await clinician.client['disclosures.accounting']({ patientId }));
    await vi.waitUntil(async () => {
      const { state } = valueOf(await clinician.client['jobs.get']({ jobId }));
      return state === 'done';
    });
    const { result } = valueOf(await clinician.client['jobs.get']({ jobId }));
    const { digest } = (result as unknown as { value: { digest: string } }).value;
    const bytes = valueOf(await app.core.getBytes(clinician.session, digest));
    const text = await pdfTextOf(bytes);
    for (const words of ['Dr Ada Okafor', 'Subpoena 26-118', 'Second opinion', zip.digest])
      expect(text).toContain(words);
  });

  test('writes down who fetched the files, as a read of that chart', async () => {
    const { zip } = await giveChart();
    const trail = await allRows(app.database, 'auditEvents');
    const reads = trail.filter((event) => 'entityId' in event && event.entityId === zip.digest);
    expect(reads).toMatchObject([{ operation: 'bytes.get', patientId: clinic.patient.id }]);
  });
});

describe('an audit packet', () => {
  test('says what an auditor asks about one application', async () => {
    const { client, wound } = clinic;
    const record = await treat();
    const measured = { method: 'ruler', widthMm: 20, depthMm: 2 } as const;
    const assess = async (assessedOn: string, lengthMm: number) =>
      valueOf(
        await client['assessments.record']({
          ...noFindings,
          woundId: wound.id,
          assessedOn,
          ...measured,
          lengthMm,
        }),
      );
    await clinic.addPhoto((await assess('2026-03-05', 40)).id);
    const reply = await disclosePacket(app, clinician, {
      patientId: clinic.patient.id,
      treatmentRecordId: record.id,
      recipientKind: 'payer',
      basis: 'payment',
    });
    const { pdfBytes, files, disclosure } = await fetched(app, clinician, reply);
    const text = await pdfTextOf(pdfBytes);
    for (const words of ['8.0 cm²', 'LOT-77', 'treatments.record', 'Conservative care', 'Signed'])
      expect(text).toContain(words);
    expect(disclosure).toMatchObject({ kind: 'packet', treatmentRecordId: record.id });
    expect(Object.keys(files)).toContain('audit-packet.pdf');
    expect(Object.keys(files)).toContain('data/trail.json');
  });

  test('of a record that is not this patient’s is refused', async () => {
    const record = await treat();
    const reply = await disclosePacket(app, clinician, {
      patientId: clinic.other.patient.id,
      treatmentRecordId: record.id,
    });
    expect(codeOfJob(reply)).toBe('UnknownRecord');
  });
});
