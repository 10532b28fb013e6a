/** The prefix that makes an NPI a card number of US health applications, by ISO/IEC 7812. */
const CARD_PREFIX = '80840';

/** The Luhn sum of the digits, the last one being the check digit. */
function luhnSumOf(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}

/** True for ten digits that start with 1 or 2 and end in the right check digit. */
export function isNpi(text: string): boolean {
  return /^[12]\d{9}$/.test(text) && luhnSumOf(CARD_PREFIX + text) % 10 === 0;
}
