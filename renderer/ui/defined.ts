/** The same object without its undefined properties, for components whose optional props refuse `undefined`. */
export function defined<Props extends object>(
  props: Props,
): { readonly [Name in keyof Props]?: Exclude<Props[Name], undefined> } {
  // The compiler does not follow what the filter takes away.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof Props]?: Exclude<Props[Name], undefined>;
  };
}
