import { z } from 'zod';
import { ok } from '../base/result.ts';
import { line, optionalLine } from '../base/text.ts';
import { createFileIntake, type FileIntake, type ImportRules, refusal } from './file-intake.ts';
import type { ImportedFacility, ImportedUser } from './imported-rows.ts';
import { optionalSourceId, sourceId, unknownReference } from './synthea-fields.ts';

/** What a supply takes from the encounter in which it was used. `id` is the source's. */
export type Encounter = {
  readonly id: string;
  readonly patientId: string;
  readonly facilityId: string | null;
  readonly recordedBy: string;
  readonly diagnosis: string | null;
};

const encounterRow = z.object({
  Id: sourceId,
  PATIENT: sourceId,
  ORGANIZATION: optionalSourceId,
  PROVIDER: sourceId,
  REASONDESCRIPTION: optionalLine(1000),
});

/** Keeps the encounters that `isWanted`: a long history has many without any supply. */
export function encounterIntake(
  { idOf }: ImportRules,
  from: {
    readonly facilities: ReadonlyMap<string, ImportedFacility>;
    readonly users: ReadonlyMap<string, ImportedUser>;
    readonly isWanted: (encounterId: string) => boolean;
  },
): FileIntake<Encounter> {
  return createFileIntake('encounters.csv', encounterRow, (fields) => {
    if (!from.isWanted(fields.Id)) return ok(null);
    const recordedBy = idOf('user', fields.PROVIDER);
    if (!from.users.has(recordedBy)) return refusal(unknownReference('PROVIDER', 'providers.csv'));
    const facilityId = fields.ORGANIZATION === null ? null : idOf('facility', fields.ORGANIZATION);
    if (facilityId !== null && !from.facilities.has(facilityId))
      return refusal(unknownReference('ORGANIZATION', 'organizations.csv'));
    return ok({
      id: fields.Id,
      patientId: idOf('patient', fields.PATIENT),
      facilityId,
      recordedBy,
      diagnosis: fields.REASONDESCRIPTION,
    });
  });
}

const procedureRow = z.object({ ENCOUNTER: sourceId, DESCRIPTION: line(1000) });

export type ProcedureIntake = FileIntake<never> & {
  /** All procedures of an encounter in the order of the file, joined; null when it has none. */
  readonly of: (encounterId: string) => string | null;
};

export function procedureIntake(isWanted: (encounterId: string) => boolean): ProcedureIntake {
  const byEncounter = new Map<string, string>();
  const intake = createFileIntake<typeof procedureRow, never>(
    'procedures.csv',
    procedureRow,
    ({ ENCOUNTER, DESCRIPTION }) => {
      if (!isWanted(ENCOUNTER)) return ok(null);
      const before = byEncounter.get(ENCOUNTER);
      byEncounter.set(ENCOUNTER, before === undefined ? DESCRIPTION : `${before}; ${DESCRIPTION}`);
      return ok(null);
    },
  );
  return { ...intake, of: (encounterId) => byEncounter.get(encounterId) ?? null };
}
