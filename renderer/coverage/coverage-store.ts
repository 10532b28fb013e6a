import { create } from 'zustand';

type ChosenRules = {
  /** The rule that somebody chose for a patient, by the patient's id; kept until the program ends. */
  readonly byPatient: Readonly<Record<string, string>>;
  readonly choose: (patientId: string, ruleId: string) => void;
};

/** Which rule is looked at for a patient: the payer is not in the chart, so people choose. */
export const useChosenRules = create<ChosenRules>((set) => ({
  byPatient: {},
  choose: (patientId, ruleId) =>
    set(({ byPatient }) => ({ byPatient: { ...byPatient, [patientId]: ruleId } })),
}));
