// Stands in for the module `electron` in tests: outside Electron, loading the real one would try to
// download its runtime.
function refuse(): never {
  throw new Error('electron is not there outside Electron: import its types only');
}

export const electron: never = refuse();
