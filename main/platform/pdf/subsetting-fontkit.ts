import fontkit from '@pdf-lib/fontkit';

/**
 * The PDF library takes a subset's `encode()` for a function of no arguments, and this font library's is
 * another: only its stream is shown.
 */
export const subsettingFontkit = {
  create(bytes: Uint8Array, postscriptName?: string) {
    const font = fontkit.create(bytes, postscriptName);
    const create = font.createSubset.bind(font);
    const createSubset = () => {
      const subset = create();
      return {
        includeGlyph: subset.includeGlyph.bind(subset),
        encodeStream: subset.encodeStream.bind(subset),
      };
    };
    return Object.assign(font, { createSubset });
  },
};
