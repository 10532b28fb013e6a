import { apart } from '../../shared/base/apart.ts';
import type { ReceiptLine } from '../../shared/receipts/contract.ts';
import {
  packageConditionWords,
  temperatureCheckWords,
} from '../../shared/receipts/receipt-words.ts';

/** `4.1 °C`; empty where nobody measured it. */
export function temperatureInWords(tenthsC: number | null): string {
  return tenthsC === null ? '' : `${(tenthsC / 10).toFixed(1)} °C`;
}

/** What was seen of a package when it came: `Intact; in range, 4.1 °C`. */
export function conditionInWords(line: ReceiptLine): string {
  const { packageCondition, temperatureCheck, temperatureTenthsC } = line;
  const temperature = [
    `temperature ${temperatureCheckWords[temperatureCheck].toLowerCase()}`,
    temperatureInWords(temperatureTenthsC),
  ].filter((part) => part !== '');
  return `${packageConditionWords[packageCondition]}; ${temperature.join(', ')}`;
}

/** What became of a line that came in. */
export function decisionInWords({ isAccepted, decidedByName, decisionNote }: ReceiptLine): string {
  if (isAccepted === null) return 'Waits in quarantine';
  const words = `${isAccepted ? 'Accepted' : 'Rejected'} by ${apart(decidedByName ?? '')}`;
  return decisionNote === null ? words : `${words}: ${apart(decisionNote)}`;
}
