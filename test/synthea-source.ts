/** Source files by name, as text or as bytes. */
export type SourceFolder = Readonly<Record<string, string | Uint8Array>>;

const idOf = (kind: string, number: number): string =>
  `${kind.repeat(8)}-0000-0000-0000-${String(number).padStart(12, '0')}`;

export const patientId = (number: number): string => idOf('a', number);
export const encounterId = (number: number): string => idOf('e', number);
export const providerId = (number: number): string => idOf('b', number);
export const organizationId = (number: number): string => idOf('c', number);

/** A small folder in Synthea's layout: `count` patients, each seen once, with one supply each. */
export function syntheaFolder(count: number) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const table = (header: string, rows: readonly string[]): string =>
    `${[header, ...rows].join('\n')}\n`;
  return {
    'organizations.csv': table('Id,NAME,ADDRESS,CITY,STATE,ZIP,PHONE', [
      `${organizationId(1)},WOUND CENTER,1 MAIN ST,SPRINGFIELD,CA,91950,6195550100`,
    ]),
    'providers.csv': table('Id,ORGANIZATION,NAME', [
      `${providerId(1)},${organizationId(1)},Gerardo48 Rentería94`,
      `${providerId(2)},${organizationId(1)},Gerardo48 Rentería94`,
    ]),
    'patients.csv': table(
      'Id,BIRTHDATE,DEATHDATE,SSN,FIRST,LAST,GENDER,ADDRESS,CITY,STATE,ZIP',
      numbers.map(
        (each) =>
          `${patientId(each)},1950-02-28,,999-00-1234,Zoë${each},Núñez${each},F,${each} Hill Rd,Davis,California,95616`,
      ),
    ),
    'allergies.csv': table(
      'START,STOP,PATIENT,ENCOUNTER,CODE,SYSTEM,DESCRIPTION,TYPE,DESCRIPTION1,SEVERITY1,DESCRIPTION2,SEVERITY2',
      [
        `1999-12-29,,${patientId(1)},${encounterId(1)},1,SNOMED-CT,Latex,allergy,Rash,MILD,Anaphylaxis,SEVERE`,
        `1999-12-29,2003-01-01,${patientId(1)},${encounterId(1)},2,SNOMED-CT,Mold,allergy,,,,`,
      ],
    ),
    'encounters.csv': table(
      'Id,PATIENT,ORGANIZATION,PROVIDER,REASONDESCRIPTION',
      numbers.map(
        (each) =>
          `${encounterId(each)},${patientId(each)},${organizationId(1)},${providerId(1)},${each % 2 === 0 ? 'Diabetic foot ulcer' : ''}`,
      ),
    ),
    'procedures.csv': table('START,ENCOUNTER,DESCRIPTION', [
      `2021-01-01,${encounterId(1)},Debridement`,
      `2021-01-01,${encounterId(1)},Dressing change`,
    ]),
    'supplies.csv': table(
      'DATE,PATIENT,ENCOUNTER,CODE,DESCRIPTION,QUANTITY',
      numbers.map(
        (each) => `2021-01-01,${patientId(each)},${encounterId(each)},337,Foam dressing,2`,
      ),
    ),
  };
}
