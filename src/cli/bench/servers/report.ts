/** What every measured server tells the bench: that it listens, what it spent; and that it ends with it. */

export function reportTo(stop: () => Promise<unknown>, statements: () => number = () => 0): void {
  process.once('disconnect', () => process.exit());
  process.on('message', (asked) => {
    if (asked !== 'spent') return void stop().finally(() => process.exit(0));
    const { user, system } = process.cpuUsage();
    process.send?.({ statements: statements(), cpuMs: (user + system) / 1_000 });
  });
  process.send?.('listening');
}
