/** The profiles of US Core that charts can meet, by the ends of their names. */
type UsCoreProfile =
  | 'allergyintolerance'
  | 'condition-encounter-diagnosis'
  | 'condition-problems-health-concerns'
  | 'documentreference'
  | 'implantable-device'
  | 'location'
  | 'organization'
  | 'patient'
  | 'practitioner'
  | 'procedure'
  | 'provenance';

/** With the version that is checked before anything is written: a later one may ask for more. */
const VERSION = '5.0.1';

/** Elements by which a resource states a profile. Whoever writes it takes them away where it is not met. */
export function usCore(profile: UsCoreProfile) {
  const url = `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${profile}|${VERSION}`;
  return { meta: { profile: [url] } };
}
