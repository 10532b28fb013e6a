/** The release, as the first screen and the command line tell it. */
export const CARETRAIL_VERSION = '0.1.0';
