/**
 * Has the process stop properly when it is asked to end (SIGTERM, or SIGINT from the keyboard): runs `stop` once, then
 * exits with 0, or with 1 where that failed. Whoever asks twice does not want to wait.
 */
export function onStop(stop: () => Promise<void>): void {
  let asked = false;

  async function end(): Promise<void> {
    if (asked) process.exit(1);
    asked = true;
    const failed = await stop().then(
      () => false,
      () => true,
    );
    process.exit(failed ? 1 : 0);
  }

  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void end());
}
