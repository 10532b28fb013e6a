import { ok } from '../../shared/base/result.ts';
import type { FileIntake, ImportRules, SourceFields } from '../../shared/imports/file-intake.ts';
import { allergyIntake } from '../../shared/imports/synthea-allergies.ts';
import { encounterIntake, procedureIntake } from '../../shared/imports/synthea-encounters.ts';
import {
  organizationIntake,
  patientIntake,
  providerIntake,
} from '../../shared/imports/synthea-people.ts';
import { supplyIntake } from '../../shared/imports/synthea-supplies.ts';
import { type ChosenFiles, readInto } from './source-files.ts';
import type { FileStore } from '../platform/file-store.ts';

type Reading = {
  readonly files: FileStore;
  readonly chosen: ChosenFiles;
  readonly rules: ImportRules;
  /** Called before each file; throws when the job was cancelled. */
  readonly onFile: (file: string) => Promise<void>;
};

/** Reads and judges every row of the folder; fails when a file cannot be read at all. */
export async function readSynthea(reading: Reading) {
  const { rules } = reading;
  const organizations = organizationIntake(rules);
  const providers = providerIntake(rules, organizations.accepted);
  const patients = patientIntake(rules);
  const allergies = allergyIntake(rules, patients.accepted);
  const wanted = encountersOfSupplies();
  const isWanted = (id: string): boolean => wanted.ids.has(id);
  const { accepted: facilities } = organizations;
  const encounters = encounterIntake(rules, { facilities, users: providers.accepted, isWanted });
  const procedures = procedureIntake(isWanted);
  const supplies = supplyIntake(rules, {
    patients: patients.accepted,
    encounters: encounters.accepted,
    proceduresOf: procedures.of,
  });
  // Supplies come twice: first to know which encounters to keep of a long history.
  const inOrder = [organizations, providers, patients, allergies, wanted, encounters, procedures];
  for (const intake of [...inOrder, supplies]) {
    const read = await readOne(reading, intake);
    if (!read.ok) return read;
  }
  return ok({ organizations, providers, patients, allergies, encounters, procedures, supplies });
}

async function readOne(
  { files, chosen, onFile }: Reading,
  intake: Pick<FileIntake<unknown>, 'file' | 'columns' | 'take' | 'refuse'>,
) {
  const file = chosen.known.get(intake.file);
  if (!file) return ok(undefined);
  await onFile(intake.file);
  return readInto(files, file, intake);
}

/** The encounters that supplies.csv names, without judging its rows yet. */
function encountersOfSupplies() {
  const ids = new Set<string>();
  return {
    ids,
    file: 'supplies.csv',
    columns: ['ENCOUNTER'],
    take: (_line: number, { ENCOUNTER = '' }: SourceFields): void => {
      ids.add(ENCOUNTER.trim().toLowerCase());
    },
    refuse: (): void => undefined,
  };
}
