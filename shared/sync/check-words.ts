import type { CheckStatus } from './check-contract.ts';

/** What the last comparison with the server came to, in sentences; null before the first. */
export function checkWords({ last }: CheckStatus): string | null {
  if (last === null) return null;
  const { compared, fetched, setAside, left } = last;
  const sentences = [
    fetched > 0 &&
      `${records(fetched)} differed from the server and ${were(fetched)} fetched again; nothing was lost.`,
    setAside > 0 &&
      `${records(setAside)} stood on this computer alone and ${were(setAside)} set aside; what was in ${them(setAside)} is kept here and in backups. Tell whoever looks after Caretrail.`,
    left > 0 &&
      `${records(left)} ${left === 1 ? 'differs' : 'differ'} from the server and ${left === 1 ? 'needs' : 'need'} attention: nothing was changed. Tell whoever looks after Caretrail.`,
  ].filter((sentence) => sentence !== false);
  return sentences.length > 0
    ? sentences.join(' ')
    : `All ${records(compared)} are the same on the server.`;
}

/** A person has to do something about it. */
export function needsLookAt({ last }: CheckStatus): boolean {
  return last !== null && last.setAside + last.left > 0;
}

function records(count: number): string {
  return count === 1 ? '1 record' : `${count.toLocaleString('en-US')} records`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}

function them(count: number): string {
  return count === 1 ? 'it' : 'them';
}
