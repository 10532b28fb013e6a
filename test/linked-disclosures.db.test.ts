import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { answers, discloseChart, disclosePacket, fetched } from './disclosed.ts';
import { entriesIn, exportedText, FHIR_DEFINITIONS } from './fhir-files.ts';
import { openPhotoClinic, type PhotoClinic } from './photo-clinic.ts';
import { readPdf, textOf } from './read-pdf.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestCore;
let clinic: PhotoClinic;
let clinician: Awaited<ReturnType<TestCore['signIn']>>;
let otherId: string;

beforeEach(async () => {
  app = await openTestCore({ fhirDefinitions: FHIR_DEFINITIONS });
  clinic = await openPhotoClinic(app);
  clinician = await app.signIn('clinician');
  otherId = await linkAnother();
});
afterEach(() => app.close());

/** Another chart of the clinic's patient, with an allergy of its own. */
async function linkAnother(): Promise<string> {
  const { client, patient } = clinic;
  const other = valueOf(
    await client['patients.create']({
      firstName: 'Mary',
      lastName: 'Nunez',
      birthOn: patient.birthOn,
      sex: patient.sex,
      mrn: 'WARD-7',
      confirmedNotDuplicate: true,
    }),
  );
  const allergy = { substance: 'Latex', kind: 'allergy', severity: 'severe' } as const;
  valueOf(await client['allergies.add']({ patientId: other.id, ...allergy, reaction: 'Hives' }));
  const pair = { patientId: patient.id, otherPatientId: other.id };
  const saying = { reason: 'Same card, same face', preferredPatientId: patient.id };
  valueOf(await client['patients.link']({ ...pair, ...saying }));
  return other.id;
}

async function giveChart(over: object = {}) {
  const reply = await discloseChart(app, clinician, { patientId: clinic.patient.id, ...over });
  return fetched(app, clinician, reply);
}

async function pagesOf(bytes: Uint8Array): Promise<readonly string[]> {
  return (await readPdf(bytes)).pages.map(textOf);
}

describe('a chart whose person has another one', () => {
  test('takes it along as a part of its own that says whose number it has and who linked it', async () => {
    const { pdfBytes, files, textOf: told } = await giveChart();
    const pages = await pagesOf(pdfBytes);
    expect(pages[0]).toContain('more than one chart');
    expect(pages[0]).toContain('MRN WARD-7');
    expect(pages[0]).not.toContain('NOT IN THIS FILE');
    const part = pages.find((page) => page.includes('Linked chart, MRN WARD-7')) ?? '';
    for (const words of ['Same person as', 'T-1', 'on this computer', 'Same card, same face'])
      expect(part).toContain(words);
    expect(part).toContain('Latex');
    // Each chart says its own allergies, and only those.
    expect(pages.slice(0, pages.indexOf(part)).join(' ')).not.toContain('Latex');
    expect(told('linked-chart-1/data/allergies.json')).toContain('Latex');
    expect(told('data/allergies.json')).not.toContain('Latex');
    expect(Object.keys(files)).toContain('linked-chart-1/data/patient.json');
  });

  test('says in words that it is left out, where it is, and by which number', async () => {
    const { pdfBytes, files } = await giveChart({ withLinked: false });
    const pages = await pagesOf(pdfBytes);
    expect(pages[0]).toContain('NOT IN THIS FILE');
    expect(pages[0]).toContain('MRN WARD-7');
    expect(pages.join(' ')).not.toContain('Latex');
    expect(Object.keys(files).join(' ')).not.toContain('linked-chart');
  });

  test('is logged in each chart that went out, and reading the file is reading each', async () => {
    const { zip } = await giveChart();
    const list = async (patientId: string) =>
      valueOf(await clinic.client['disclosures.list']({ patientId }));
    expect(await list(otherId)).toMatchObject([{ zipDigest: zip.digest }]);
    const trail = await allRows(app.database, 'auditEvents');
    const readers = trail
      .filter((event) => 'entityId' in event && event.entityId === zip.digest)
      .map((event) => 'patientId' in event && event.patientId);
    expect(new Set(readers)).toEqual(new Set([otherId, clinic.patient.id]));
    await giveChart({ withLinked: false });
    expect(await list(otherId)).toHaveLength(1);
    expect(await list(clinic.patient.id)).toHaveLength(2);
  });

  test('its audit packet names the other chart and says that it is left out', async () => {
    const { client, treatment, patient } = clinic;
    const record = valueOf(await client['treatments.record'](treatment));
    const reply = await disclosePacket(app, clinician, {
      ...answers,
      patientId: patient.id,
      treatmentRecordId: record.id,
    });
    const { pdfBytes } = await fetched(app, clinician, reply);
    const [first] = await pagesOf(pdfBytes);
    expect(first).toContain('NOT IN THIS FILE');
    expect(first).toContain('MRN WARD-7');
  });

  test('as FHIR refers to it, both ways', async () => {
    const caller = { core: app.core, session: app.administrator };
    const linkOf = async (patientId: string) => {
      const { text } = await exportedText(caller, { patientId });
      return entriesIn(text).find(({ resource }) => resource.resourceType === 'Patient')?.resource;
    };
    const reference = (id: string) => ({
      link: [{ other: { reference: `Patient/${id}` }, type: 'seealso' }],
    });
    expect(await linkOf(clinic.patient.id)).toMatchObject(reference(otherId));
    expect(await linkOf(otherId)).toMatchObject(reference(clinic.patient.id));
  });
});
