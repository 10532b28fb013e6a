/** Loaded before a device: its clock, and that of its database, goes so many milliseconds off. */
const offsetMs = Number(process.env['CHAOS_CLOCK_OFFSET_MS'] ?? 0);
const RightDate = Date;

if (offsetMs !== 0)
  globalThis.Date = new Proxy(RightDate, {
    apply: () => new RightDate(RightDate.now() + offsetMs).toString(),
    construct: (target, args: readonly unknown[], newTarget) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the one it stands for makes it
      Reflect.construct(
        target,
        args.length === 0 ? [RightDate.now() + offsetMs] : args,
        newTarget,
      ) as Date,
    get: (target, name): unknown =>
      name === 'now' ? () => RightDate.now() + offsetMs : Reflect.get(target, name),
  });
