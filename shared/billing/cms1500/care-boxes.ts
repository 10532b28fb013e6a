import type { CareProvider, Claim } from '../claim.ts';
import type { FormFiller } from './fill-form.ts';
import { diagnosisSpot, FORM_SPOTS, type FormSpot } from './form-grid.ts';
import type { PaperClaim } from './paper-claim.ts';
import { placeOf, plainNameOf, streetOf } from './paper-text.ts';
import { isMedicare } from './patient-boxes.ts';

const HOME = '12';

type Named = { readonly qualifier: 'DN' | 'DK' | 'DQ'; readonly provider: CareProvider };

/** The form names one: who referred, else who ordered, else who supervised. */
function namedProviders({ referring, supervising, lines }: Claim): readonly Named[] {
  if (referring !== null) return [{ qualifier: 'DN', provider: referring }];
  const ordering = new Map(
    lines.flatMap(({ ordering: each }) => (each === null ? [] : [[each.npi, each] as const])),
  );
  if (ordering.size > 0) {
    return [...ordering.values()].map((provider) => ({ qualifier: 'DK', provider }));
  }
  return supervising === null ? [] : [{ qualifier: 'DQ', provider: supervising }];
}

function fillNamed(form: FormFiller, claim: Claim): void {
  const [named, ...more] = namedProviders(claim);
  if (named === undefined) return;
  if (more.length > 0) {
    const message =
      'The lines were ordered by more than one provider, and a paper claim names one: make a claim for each of them.';
    form.report({ field: 'lines', code: 'badIdentifier', message });
  }
  const { qualifier, provider } = named;
  form.name(FORM_SPOTS.referringQualifier, qualifier);
  form.name(FORM_SPOTS.referringName, plainNameOf(provider.first, provider.last));
  const spot = FORM_SPOTS.referringNpi;
  form.whole({
    spot,
    text: provider.npi,
    field: 'referring.npi',
    what: "referring provider's NPI",
  });
}

function fillDiagnoses(form: FormFiller, { diagnoses }: Claim): void {
  form.name(FORM_SPOTS.icdIndicator, '0');
  for (const [index, diagnosis] of diagnoses.entries()) {
    const spot = diagnosisSpot(index);
    const text = diagnosis.replaceAll('.', '');
    form.whole({ spot, text, field: `diagnoses.${index}`, what: `diagnosis ${index + 1}` });
  }
}

function fillReferences(form: FormFiller, claim: Claim): void {
  const { frequency, originalReference, priorAuthorization } = claim;
  if (frequency !== '1') {
    form.name(FORM_SPOTS.resubmissionCode, frequency);
    form.whole({
      spot: FORM_SPOTS.originalReference,
      text: originalReference ?? '',
      field: 'originalReference',
      what: "payer's number of the original claim",
    });
  }
  form.whole({
    spot: FORM_SPOTS.priorAuthorization,
    text: priorAuthorization ?? '',
    field: 'priorAuthorization',
    what: 'prior authorization number',
  });
}

/** Medicare wants the place named even where it is the biller's own, but not at home. */
function placeOfCare(claim: Claim): Claim['facility'] {
  if (claim.facility !== null || !isMedicare(claim) || claim.placeOfService === HOME)
    return claim.facility;
  const { name, address } = claim.billing;
  return { name, npi: null, address };
}

function fillFacility(form: FormFiller, claim: Claim): void {
  const place = placeOfCare(claim);
  if (place === null) return;
  form.name(FORM_SPOTS.facilityName, plainNameOf(place.name));
  const spot = FORM_SPOTS.facilityStreet;
  const text = streetOf(place.address, spot.length);
  form.whole({ spot, text, field: 'facility.address.addressLine', what: "facility's street" });
  form.name(FORM_SPOTS.facilityPlace, placeOf(place.address, FORM_SPOTS.facilityPlace.length));
  const npi = { spot: FORM_SPOTS.facilityNpi, text: place.npi ?? '' };
  form.whole({ ...npi, field: 'facility.npi', what: "facility's NPI" });
}

function fillBilling(form: FormFiller, { billing, payer }: Claim): void {
  const whole = (spot: FormSpot, text: string, [field, what]: readonly [string, string]) =>
    form.whole({ spot, text, field: `billing.${field}`, what: `billing provider's ${what}` });
  const { address, phone, taxonomy } = billing;
  whole(FORM_SPOTS.taxId, billing.ein, ['ein', 'EIN']);
  form.mark(FORM_SPOTS.taxIdIsEin);
  whole(FORM_SPOTS.phoneArea, phone.slice(0, 3), ['phone', 'phone']);
  whole(FORM_SPOTS.phone, phone.slice(3), ['phone', 'phone']);
  form.name(FORM_SPOTS.billingName, plainNameOf(billing.name));
  const street = streetOf(address, FORM_SPOTS.billingStreet.length);
  whole(FORM_SPOTS.billingStreet, street, ['address.addressLine', 'street']);
  form.name(FORM_SPOTS.billingPlace, placeOf(address, FORM_SPOTS.billingPlace.length));
  whole(FORM_SPOTS.billingNpi, billing.npi, ['npi', 'NPI']);
  // Medicaid programs know billers by their taxonomy; ZZ says that it is one.
  if (payer.filingCode === 'MC' && taxonomy !== null)
    whole(FORM_SPOTS.billingOtherId, `ZZ${taxonomy}`, ['taxonomy', 'taxonomy code']);
}

/** The lower half of the form without its service lines: boxes 17 to 23, 25 to 27 and 31 to 33. */
export function fillCareBoxes(form: FormFiller, claim: Claim, paper: PaperClaim): void {
  fillNamed(form, claim);
  fillDiagnoses(form, claim);
  fillReferences(form, claim);
  fillFacility(form, claim);
  fillBilling(form, claim);
  form.whole({
    spot: FORM_SPOTS.account,
    text: claim.controlNumber,
    field: 'controlNumber',
    what: "claim's control number",
  });
  form.mark(paper.acceptsAssignment ? FORM_SPOTS.assignmentYes : FORM_SPOTS.assignmentNo);
  form.name(FORM_SPOTS.signature, plainNameOf(paper.providerSignature));
  form.date(FORM_SPOTS.signed, paper.providerSignedOn);
}
