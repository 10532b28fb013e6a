import { foldText } from './patient.ts';

/** Usual short forms that are no beginning of the name; each line is one name and its forms. */
const FORMS = [
  'andrew drew',
  'anthony tony',
  'charles chuck charlie',
  'dorothy dot dottie',
  'edward ned ted teddy',
  'elizabeth liz beth betty betsy lisa eliza',
  'francis frances frank fran',
  'francisco paco pancho',
  'guadalupe lupe',
  'henry hank harry',
  'james jim jimmy',
  'john jack johnny',
  'jose pepe',
  'katherine catherine kathryn kate kathy cathy kitty',
  'lawrence larry',
  'margaret peggy maggie meg greta rita',
  'mary molly polly',
  'michael mike mick',
  'patrick paddy',
  'patricia patsy trish tricia',
  'richard dick rick ricky',
  'robert bob bobby rob',
  'sarah sally',
  'theodore ted teddy',
  'thomas tom tommy',
  'william bill billy will',
].map((line) => new Set(line.split(' ')));

/** True where the first of each one's names are forms of one name: Bill and William, Peggy and Margaret. */
export function isNickname(one: string, other: string): boolean {
  const [first = ''] = foldText(one).split(' ');
  const [second = ''] = foldText(other).split(' ');
  return FORMS.some((forms) => forms.has(first) && forms.has(second));
}
