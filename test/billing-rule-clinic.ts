/** A rule on the units of products, as its form sends it, with an example of 41.01 cm². */
export function productUnitsOf(rounding: 'up' | 'down', units: number) {
  return {
    scope: { of: 'everybody' },
    content: {
      kind: 'productUnits',
      parameters: { billingUnit: 'cm2', rounding },
      examples: [
        { name: '41.01 cm²', case: { given: { pieces: 1, areaMm2: 4101 }, expected: { units } } },
      ],
    },
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    source: 'Example policy, page 1',
    asOfOn: '2026-03-01',
  } as const;
}
