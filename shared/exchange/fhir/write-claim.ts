import {
  type CareProvider,
  type Claim,
  type ClaimLine,
  totalCentsOf,
} from '../../billing/claim.ts';
import { billingCode, FHIR_BASE, hl7Concept, ICD10CM, NPI, refTo, resource } from './resource.ts';

/** What a claim stands beside: resources of the same export. */
export type ClaimPlace = {
  readonly id: string;
  readonly patientId: string;
  readonly coverageId: string;
  /** When it was made, an instant. */
  readonly createdAt: string;
  /** Whether the claim still holds. */
  readonly isVoid: boolean;
};

const usd = (cents: number) => ({ value: cents / 100, currency: 'USD' });

/** A person or organisation by its NPI: the claim says no more of it. */
const byNpi = (npi: string, display: string) => ({
  identifier: { system: NPI, value: npi },
  display,
});

const nameOf = ({ first, last }: CareProvider) => `${first} ${last}`.trim();

function careTeamOf({ rendering, supervising, referring }: Claim) {
  const roles = [
    ['primary', rendering],
    ['supervisor', supervising],
    ['other', referring],
  ] as const;
  return roles
    .flatMap(([role, provider]) => (provider === null ? [] : [{ role, provider }]))
    .map(({ role, provider }, at) => ({
      sequence: at + 1,
      provider: byNpi(provider.npi, nameOf(provider)),
      role: hl7Concept('claimcareteamrole', role),
    }));
}

function itemOf(line: ClaimLine, sequence: number, placeOfService: string) {
  return {
    extension: line.explanation.map((valueString) => ({
      url: `${FHIR_BASE}/StructureDefinition/explanation`,
      valueString,
    })),
    sequence,
    careTeamSequence: [1],
    diagnosisSequence: [...line.pointers],
    productOrService: { coding: [billingCode(line.procedureCode)] },
    modifier: line.modifiers.map((code) => ({ coding: [billingCode(code)] })),
    servicedDate: line.servedOn,
    locationCodeableConcept: {
      coding: [
        {
          system:
            'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set',
          code: placeOfService,
        },
      ],
    },
    quantity: { value: line.units },
    net: usd(line.chargeCents),
  };
}

/** A claim as it went out, with the sentences by which its lines explain themselves. */
export function claimResource(claim: Claim, place: ClaimPlace) {
  const { originalReference, priorAuthorization } = claim;
  return resource('Claim', place.id, {
    identifier: [{ system: `${FHIR_BASE}/claims`, value: claim.controlNumber }],
    status: place.isVoid ? 'cancelled' : 'active',
    type: hl7Concept('claim-type', 'professional'),
    use: 'claim',
    patient: refTo('Patient', place.patientId),
    created: place.createdAt,
    insurer: { identifier: { system: `${FHIR_BASE}/payer-codes`, value: claim.payer.payerId } },
    provider: byNpi(claim.billing.npi, claim.billing.name),
    priority: hl7Concept('processpriority', 'normal'),
    related:
      originalReference === null
        ? []
        : [
            {
              relationship: hl7Concept('ex-relatedclaimrelationship', 'prior'),
              reference: { value: originalReference },
            },
          ],
    careTeam: careTeamOf(claim),
    diagnosis: claim.diagnoses.map((code, at) => ({
      sequence: at + 1,
      diagnosisCodeableConcept: { coding: [{ system: ICD10CM, code }] },
    })),
    insurance: [
      {
        sequence: 1,
        focal: true,
        coverage: refTo('Coverage', place.coverageId),
        preAuthRef: priorAuthorization === null ? [] : [priorAuthorization],
      },
    ],
    item: claim.lines.map((line, at) => itemOf(line, at + 1, claim.placeOfService)),
    total: usd(totalCentsOf(claim)),
  });
}
