import { ArrowRight, CopyCheck, Plus, SearchX, UsersRound } from 'lucide-react';
import { useRef } from 'react';
import { birthDateTyped } from '../../shared/patients/patient.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { forgetForm, keptOr, useIsKept } from '../kept-forms.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { useFirstFocus } from '../use-first-focus.ts';
import { UnsavedTreatmentsPanel } from '../treatments/UnsavedTreatmentsPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { blankPatient, NEW_PATIENT_FORM, type PatientFormValues } from './patient-form-values.ts';
import { FoundPatients } from './FoundPatients.tsx';
import { usePatientsStore } from './patients-store.ts';
import { useEnterWhenAnswered } from './use-enter-when-answered.ts';
import { useRowKeys } from './use-row-keys.ts';

type Found = OutputOf<'patients.find'>;

const SHOWN_AT_MOST = 100;

/** As much as was typed of who it is; empty for nothing. */
function wordsOnKept({ lastName, firstName, birthOn }: PatientFormValues): string {
  const name = [lastName, firstName].filter((part) => part.trim() !== '').join(', ');
  return [name, birthOn && `born ${formatCivilDate(birthOn)}`]
    .filter((part) => part !== '')
    .join(', ');
}

function KeptRegistration() {
  const isKept = useIsKept(NEW_PATIENT_FORM);
  const go = useNavigation((navigation) => navigation.go);
  if (!isKept) return null;
  const whom = wordsOnKept(keptOr(NEW_PATIENT_FORM, blankPatient));
  return (
    <InlineMessage
      tone="info"
      title={['A registration you began is kept', whom].filter((part) => part !== '').join(': ')}
      actions={
        <Row>
          <Button onPress={() => forgetForm(NEW_PATIENT_FORM)}>Discard it</Button>
          <Button icon={ArrowRight} onPress={() => go({ screen: 'newPatient' })}>
            Go on with it
          </Button>
        </Row>
      }
    />
  );
}

function NobodyFound({ text }: { readonly text: string }) {
  return text.trim() === '' ? (
    <EmptyState icon={UsersRound} title="No patients yet">
      Register the first one, or let an administrator import them.
    </EmptyState>
  ) : (
    <EmptyState icon={SearchX} title="Nobody found">
      Check the spelling, or search by MRN or birth date (such as 3/14/1952) before you register a
      new patient.
    </EmptyState>
  );
}

type Finding = { readonly data: Found | undefined; readonly isPlaceholderData: boolean };

function countWords({ data: found, isPlaceholderData }: Finding, text: string): string {
  if (found === undefined) return '';
  if (isPlaceholderData) return 'Looking…';
  if (found.length === 0) return text.trim() === '' ? '' : 'No patient matches';
  if (found.length >= SHOWN_AT_MOST)
    return `The first ${SHOWN_AT_MOST}; type more to narrow them down`;
  const people = found.length === 1 ? '1 patient' : `${found.length} patients`;
  return text.trim() === '' ? people : `${people} found`;
}

function birthDateHint(text: string): string | undefined {
  const birthOn = birthDateTyped(text);
  return birthOn === null ? undefined : `Born ${formatCivilDate(birthOn)}`;
}

/** Finding a patient, as it is typed. */
export function PatientsScreen() {
  const { searchText, search } = usePatientsStore();
  const go = useNavigation((navigation) => navigation.go);
  const [mayOpen, mayRegister] = [useMay('charts.breakGlass'), useMay('patients.write')];
  const found = useOperation(
    'patients.find',
    { text: searchText.slice(0, 200), limit: SHOWN_AT_MOST },
    { keepsPrevious: true },
  );
  const container = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useRowKeys(container);
  useFirstFocus(field);

  function openOrEnterList(patients: Found): void {
    const [only, another] = patients;
    if (mayOpen && only !== undefined && another === undefined && searchText.trim() !== '')
      go({ screen: 'chart', patientId: only.id });
    else container.current?.querySelector<HTMLElement>('tbody th button')?.focus();
  }
  const answer = found.isPlaceholderData ? undefined : found.data;
  const enter = useEnterWhenAnswered({ field, text: searchText, answer, act: openOrEnterList });

  return (
    <div ref={container}>
      <Stack gap={4}>
        <PageHeader
          title="Patients"
          actions={
            mayRegister && (
              <Row>
                <Button
                  icon={CopyCheck}
                  onPress={() => go({ screen: 'possibleDuplicates', ofPatient: null })}
                >
                  Possible duplicates
                </Button>
                <Button variant="primary" icon={Plus} onPress={() => go({ screen: 'newPatient' })}>
                  New patient
                </Button>
              </Row>
            )
          }
        />
        <UnsavedTreatmentsPanel />
        {mayRegister && <KeptRegistration />}
        <SearchField
          label="Find a patient"
          isLabelHidden
          placeholder="Name, MRN or birth date"
          size="large"
          ref={field}
          value={searchText}
          onChange={search}
          onSubmit={enter}
        />
        <p className="patients-count" role="status">
          {[birthDateHint(searchText), countWords(found, searchText)]
            .filter((part) => part !== undefined && part !== '')
            .join(' · ')}
        </p>
        {found.error !== null || found.data === undefined ? (
          <QueryNotice query={found} what="Patients" />
        ) : (
          <Panel isFlush>
            {found.data.length === 0 ? (
              <NobodyFound text={searchText} />
            ) : (
              <FoundPatients
                patients={found.data}
                isOutdated={found.isPlaceholderData}
                onOpen={mayOpen ? (patientId) => go({ screen: 'chart', patientId }) : undefined}
              />
            )}
          </Panel>
        )}
      </Stack>
    </div>
  );
}
