import { amendmentKinds } from '../../shared/signing/record-state.ts';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { AMENDMENT_KINDS } from './signing-words.ts';
import type { AmendmentModel } from './use-amendment.ts';

const MAX_REASON = 500;

const CARDS = amendmentKinds.map((key) => ({ key, ...AMENDMENT_KINDS[key] }));

/** What kind of amendment, why, and for all but a correction what it says. */
export function AmendmentFields({ model }: { readonly model: AmendmentModel }) {
  const { entry, problems, type } = model;
  return (
    <Stack>
      <div data-field="kind">
        <RadioCards
          label="What kind of amendment is it?"
          cards={CARDS}
          columns={2}
          value={entry.kind}
          onChange={(kind) => type({ kind })}
          error={problems.kind}
          isRequired
        />
      </div>
      <div data-field="reason" className="amendment-reason">
        <TextAreaField
          label="Reason for the amendment"
          description="It stays readable beside the amendment, with your name and the time."
          value={entry.reason}
          onChange={(reason) => type({ reason })}
          error={problems.reason}
          maxLength={MAX_REASON}
          isRequired
          rows={1}
        />
      </div>
      {entry.kind !== null && entry.kind !== 'correction' && (
        <div data-field="note">
          <TextAreaField
            label={AMENDMENT_KINDS[entry.kind].title}
            value={entry.note}
            onChange={(note) => type({ note })}
            error={problems.note}
            isRequired
            rows={4}
          />
        </div>
      )}
    </Stack>
  );
}
