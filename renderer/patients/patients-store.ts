import { create } from 'zustand';
import { useSignedIn } from '../signed-in.ts';

type PatientsStore = {
  /** What is searched for, still there on the way back from a chart. */
  readonly searchText: string;
  readonly search: (text: string) => void;
};

export const usePatientsStore = create<PatientsStore>((set) => ({
  searchText: '',
  search: (searchText) => set({ searchText }),
}));

// The next person does not see whom the last one looked for.
useSignedIn.subscribe(({ user }) => {
  if (user === null) usePatientsStore.setState({ searchText: '' });
});
