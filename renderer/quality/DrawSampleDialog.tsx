import { useState } from 'react';
import type { QualitySample } from '../../shared/quality/contract.ts';
import { type Etiology, etiologies } from '../../shared/wounds/wound.ts';
import { type InputOf, useChange } from '../client/use-operation.ts';
import { FormDialog } from '../FormDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { useToday } from '../today.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { DateField } from '../ui/DateField.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { monthWords } from './quality-words.ts';

const MONTHS_BACK = 12;
const DEFAULT_PER_CLINICIAN = 3;
const DEFAULT_AT_MOST = 20;

/** This month and those before it, `YYYY-MM`, the newest first. */
function lastMonths(today: string): readonly string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: MONTHS_BACK }, (_, back) => {
    const count = year * 12 + (month - 1) - back;
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
  });
}

type Rule = InputOf<'quality.drawSample'>['rule'];

/** What is chosen in the dialog, whether complete or not. */
function useRule(today: string) {
  const months = lastMonths(today);
  const [kind, setKind] = useState<'random' | 'filter'>('random');
  const [month, setMonth] = useState(months[1] ?? today.slice(0, 7));
  const [count, setCount] = useState<number | null>(DEFAULT_PER_CLINICIAN);
  const [fromOn, setFromOn] = useState(`${today.slice(0, 7)}-01`);
  const [toOn, setToOn] = useState(today);
  const [sku, setSku] = useState('');
  const [etiology, setEtiology] = useState<Etiology | 'any'>('any');
  const [onlyLateEntries, setOnlyLate] = useState(false);
  const rule: Rule =
    kind === 'random'
      ? { kind, month, perClinician: count ?? 0 }
      : {
          kind,
          fromOn,
          toOn,
          productId: sku,
          etiology: etiology === 'any' ? null : etiology,
          onlyLateEntries,
          atMost: count ?? 0,
        };
  function choose(chosen: 'random' | 'filter'): void {
    setKind(chosen);
    setCount(chosen === 'random' ? DEFAULT_PER_CLINICIAN : DEFAULT_AT_MOST);
  }
  const values = { kind, month, count, fromOn, toOn, sku, etiology, onlyLateEntries };
  const change = {
    choose,
    setMonth,
    setCount,
    setFromOn,
    setToOn,
    setSku,
    setEtiology,
    setOnlyLate,
  };
  return { rule, months, ...values, ...change };
}

type RuleState = ReturnType<typeof useRule>;

function ByChance({ rule }: { readonly rule: RuleState }) {
  return (
    <>
      <SelectField
        label="Month"
        description="In which the treatments were applied"
        options={rule.months.map((key) => ({ key, label: monthWords(key) }))}
        value={rule.month}
        onChange={rule.setMonth}
      />
      <QuantityField
        label="Records of each clinician"
        unit="records"
        max={50}
        value={rule.count}
        onChange={rule.setCount}
      />
    </>
  );
}

function ByFilter({ rule }: { readonly rule: RuleState }) {
  return (
    <>
      <DateField label="First day" value={rule.fromOn} onChange={rule.setFromOn} />
      <DateField label="Last day" value={rule.toOn} onChange={rule.setToOn} />
      <TextField
        label="SKU"
        description="Of one product; empty for all"
        value={rule.sku}
        onChange={rule.setSku}
      />
      <SelectField<Etiology | 'any'>
        label="Aetiology"
        options={[
          { key: 'any', label: 'All wounds' },
          ...etiologies.map((key) => ({
            key,
            label: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
          })),
        ]}
        value={rule.etiology}
        onChange={rule.setEtiology}
      />
      <Checkbox
        label="Only late entries"
        value={rule.onlyLateEntries}
        onChange={rule.setOnlyLate}
      />
      <QuantityField
        label="At most"
        unit="records"
        max={200}
        value={rule.count}
        onChange={rule.setCount}
      />
    </>
  );
}

type DrawSampleDialogProps = {
  readonly onClose: () => void;
  readonly onDrawn: (sample: QualitySample) => void;
};

/** Chooses how records are drawn, and draws them. Mount it to open it. */
export function DrawSampleDialog({ onClose, onDrawn }: DrawSampleDialogProps) {
  const rule = useRule(useToday());
  const [title, setTitle] = useState('');
  const [notice, setNotice] = useState<string | null>(null);
  const draw = useChange('quality.drawSample');
  async function send(): Promise<void> {
    setNotice(null);
    const reply = await draw.mutateAsync({ title, rule: rule.rule });
    if (reply.ok) onDrawn(reply.value);
    else setNotice(reply.failure.message);
  }
  return (
    <FormDialog
      title="Draw a sample"
      saveLabel="Draw"
      isPending={draw.isPending}
      onSave={() => void send()}
      onCancel={onClose}
      onClose={onClose}
    >
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      <TextField
        label="Title"
        description="How this sample is called in the list"
        isRequired
        value={title}
        onChange={setTitle}
      />
      <RadioCards
        label="How"
        columns={2}
        cards={[
          { key: 'random', title: 'By chance', detail: 'The same number of each clinician' },
          { key: 'filter', title: 'By filter', detail: 'Days, product, kind of wound' },
        ]}
        value={rule.kind}
        onChange={rule.choose}
      />
      {rule.kind === 'random' ? <ByChance rule={rule} /> : <ByFilter rule={rule} />}
    </FormDialog>
  );
}
