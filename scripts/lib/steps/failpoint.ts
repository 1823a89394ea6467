/**
 * A moment at which whatever was begun would be left lying. A test names one in SCHOOLBOT_FAILPOINT, and the process dies
 * there as by `kill -9` or a cut of the power.
 */
export function reach(moment: string): void {
  if (process.env['SCHOOLBOT_FAILPOINT'] === moment) process.kill(process.pid, 'SIGKILL')
}
