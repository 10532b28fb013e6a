import type { BodyPlace } from './body-places.ts';

/** What people also say for a site. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  hallux: 'big great toe',
  secondToe: '2nd toe',
  thirdToe: '3rd toe',
  fourthToe: '4th toe',
  fifthToe: '5th little small toe',
  lateralMalleolus: 'ankle outer outside',
  medialMalleolus: 'ankle inner inside',
  firstMetatarsalHead: '1st ball bunion foot',
  fifthMetatarsalHead: '5th ball foot',
  plantarForefoot: 'ball sole foot',
  plantarMidfoot: 'arch sole foot',
  achilles: 'ankle heel cord',
  lowerLegAnterior: 'shin gaiter',
  lowerLegPosterior: 'calf',
  lowerLegMedial: 'gaiter calf inner inside',
  lowerLegLateral: 'gaiter calf outer outside',
  coccyx: 'tailbone',
  sacrum: 'sacral',
  ischium: 'ischial sit bone seat',
  trochanter: 'hip trochanteric',
  iliacCrest: 'hip',
  abdomen: 'belly stomach',
  axilla: 'armpit',
  scapula: 'scapula',
  occiput: 'occipital occiput',
  genitals: 'penis scrotum vulva labia',
  perineum: 'anus perianal',
  belowKneeStump: 'amputation bka transtibial',
  aboveKneeStump: 'amputation aka transfemoral',
  footStump: 'amputation transmetatarsal',
};

function wordsIn(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '');
}

/** The places in whose words, in any order, every typed word begins one. Nothing typed finds all. */
export function placesMatching(typed: string, places: readonly BodyPlace[]): readonly BodyPlace[] {
  const wanted = wordsIn(typed);
  if (wanted.length === 0) return places;
  return places.filter(({ bodySite, laterality, words, view }) => {
    const own = wordsIn(`${words} ${laterality} ${view} ${OTHER_WORDS[bodySite] ?? ''}`);
    return wanted.every((word) => own.some((each) => each.startsWith(word)));
  });
}
