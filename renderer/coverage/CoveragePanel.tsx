import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { AdviceList } from './AdviceList.tsx';
import { useChosenRules } from './coverage-store.ts';
import {
  appliedInWords,
  conservativeInWords,
  effectInWords,
  reductionInWords,
  sourceInWords,
  windowInWords,
} from './coverage-words.ts';

export type CoveragePanelProps = { readonly patientId: string; readonly woundId: string };

type Coverage = OutputOf<'coverage.ofWound'>;

type FigureProps = { readonly label: string; readonly value: string; readonly note: string };

function Figure({ label, value, note }: FigureProps) {
  return (
    <div className="coverage-figure">
      <dt>{label}</dt>
      <dd>
        <span className="coverage-figure__value">{value}</span>
        <span className="coverage-figure__note">{note}</span>
      </dd>
    </div>
  );
}

function afterDays(checkpoint: Coverage['clock']['week4']): string {
  return checkpoint === null ? 'not measured then' : `on day ${checkpoint.afterDays}`;
}

function Figures({ clock, rule }: Pick<Coverage, 'clock' | 'rule'>) {
  return (
    <dl className="coverage-figures">
      <Figure
        label="Applications"
        value={appliedInWords(clock, rule)}
        note={windowInWords(clock)}
      />
      <Figure
        label="Weeks of care before"
        value={formatCount(clock.conservative.weeks)}
        note={conservativeInWords(clock)}
      />
      <Figure
        label="Area at 4 weeks"
        value={reductionInWords(clock.week4?.reductionPercent)}
        note={afterDays(clock.week4)}
      />
      <Figure
        label="Area at 8 weeks"
        value={reductionInWords(clock.week8?.reductionPercent)}
        note={afterDays(clock.week8)}
      />
    </dl>
  );
}

function Shown({ coverage, patientId }: { coverage: Coverage; patientId: string }) {
  const { rule, rules, clock, advice } = coverage;
  const choose = useChosenRules((chosen) => chosen.choose);
  return (
    <Stack gap={3}>
      <Figures clock={clock} rule={rule} />
      {coverage.countsLinked && (
        <p className="coverage-source">
          With what was used on this wound in the linked charts of the same person.
        </p>
      )}
      {rules.length > 0 && (
        <SelectField
          label="Coverage rule"
          description={rule === null ? 'None is chosen for this site. Choose by payer.' : undefined}
          options={rules.map(({ id, payer, title }) => ({ key: id, label: payer, detail: title }))}
          value={rule?.id ?? null}
          onChange={(id) => choose(patientId, id)}
        />
      )}
      {rule !== null && (
        <>
          <AdviceList advice={advice} />
          <p className="coverage-source">
            Source: {sourceInWords(rule)}. {effectInWords(rule)}.
          </p>
        </>
      )}
      <p className="coverage-source">
        Advice from what is recorded here, not a decision of a payer. It stops nothing.
      </p>
    </Stack>
  );
}

/** Where a wound stands against what payers count for skin substitutes; nothing for other wounds. */
export function CoveragePanel({ patientId, woundId }: CoveragePanelProps) {
  const ruleId = useChosenRules(({ byPatient }) => byPatient[patientId] ?? null);
  const query = useOperation(
    'coverage.ofWound',
    { patientId, woundId, ruleId },
    { keepsPrevious: true },
  );
  const coverage = query.data;
  if (coverage && !coverage.isSpokenOf && coverage.clock.applications.length === 0) return null;
  return (
    <Panel heading="Coverage clock" actions={<Badge tone="info">Advice</Badge>}>
      {coverage === undefined ? (
        <QueryNotice query={query} what="Coverage clock" />
      ) : (
        <Shown coverage={coverage} patientId={patientId} />
      )}
    </Panel>
  );
}
