import { apart } from '../../shared/base/apart.ts';
import type { Allergy } from '../../shared/allergies/contract.ts';
import { type Concern, concernInWords, concernWords } from '../../shared/safety/concern.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ConcernReasonField } from './ConcernReasonField.tsx';
import { ReopenWound } from './ReopenWound.tsx';
import { FIELD_LABELS } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type ProductCheckProps = {
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
};

function substances(allergies: readonly Pick<Allergy, 'substance'>[]): string {
  return allergies.map(({ substance }) => apart(substance)).join(', ');
}

/** What a person still has to look at where the program knows nothing against the product. */
function NothingKnown({ model, scene }: ProductCheckProps) {
  const { facts, hasFailed } = model.product;
  if (hasFailed)
    return (
      <InlineMessage tone="caution" title="This product could not be checked">
        Read the package: materials, lot, expiry date. It is checked again when you save.
      </InlineMessage>
    );
  if (facts === null) return null;
  const { allergies } = scene;
  if (allergies.length > 0 && !facts.isMaterialsKnown)
    return (
      <p className="product-check__line product-check__line--unknown">
        <strong>Allergies: {substances(allergies)}.</strong> Nobody has said what this product is
        made of. Read the package.
      </p>
    );
  const compared = allergies.length > 0 ? ` Compared with: ${substances(allergies)}.` : '';
  return <p className="product-check__line">Nothing known speaks against it.{compared}</p>;
}

type OneConcernProps = ProductCheckProps & {
  readonly concern: Concern;
  readonly error: string | undefined;
};

function OneConcern({ model, scene, concern, error }: OneConcernProps) {
  return (
    <div className="product-check__concern">
      <InlineMessage
        tone="danger"
        title={concernInWords(concern)}
        actions={
          concern.kind === 'healedWound' && <ReopenWound entry={model.entry} scene={scene} />
        }
      >
        {concern.kind === 'recalled' &&
          model.entry.lotNumber.trim() === '' &&
          'The lot of this pack is not said. Read it off the pack and type it below.'}
      </InlineMessage>
      <ConcernReasonField
        model={model}
        concern={concern}
        label={`${FIELD_LABELS.concernReasons} – ${concernWords[concern.kind].toLowerCase()}`}
        error={error}
      />
    </div>
  );
}

/** What speaks against the chosen product on this patient, before it is opened, each with its reason. */
export function ProductCheck({ model, scene }: ProductCheckProps) {
  const { concerns, isChosen, isDecidedAnew } = model.product;
  const error = model.form.formState.errors.concernReasons?.message;
  if (!isChosen || (!isDecidedAnew && concerns.length === 0)) return null;
  return (
    <section className="product-check" aria-label="Check this product" data-field="concernReasons">
      {concerns.length === 0 ? (
        <NothingKnown model={model} scene={scene} />
      ) : (
        <Stack gap={3}>
          <p className="product-check__line">
            <strong>Check this product before you open it.</strong> What was already applied can be
            recorded, with a reason.
          </p>
          {concerns.map((concern) => (
            <OneConcern
              key={concernInWords(concern)}
              model={model}
              scene={scene}
              concern={concern}
              error={error}
            />
          ))}
        </Stack>
      )}
    </section>
  );
}
