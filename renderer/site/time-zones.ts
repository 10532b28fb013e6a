/** Where most practices of the United States are, from east to west. */
const NEAR = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
];

/** Time zones to choose from: this computer's, the usual ones, then all the others by name. */
export function timeZoneChoices(own: string, all: readonly string[]): readonly string[] {
  return [...new Set([own, ...NEAR, ...all])];
}

/** `America/New_York` as `New York (America)`, so that typing a city finds it. */
export function timeZoneLabel(name: string): string {
  const parts = name.replaceAll('_', ' ').split('/');
  const city = parts.at(-1) ?? name;
  return parts.length === 1 ? city : `${city} (${parts.slice(0, -1).join(', ')})`;
}
