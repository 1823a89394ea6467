import type { Docker } from '../compose/docker.ts'
import type { ComposeOptions } from '../steps/step.ts'

export interface ContainerAnswer {
  code: number
  /** All that it printed. */
  words: string
}

/**
 * Runs a command in a container, by `docker exec ID sh` or `docker run ... IMAGE` with a shell as its entrypoint, whose exit
 * code is an answer and no failure. Throws a StepError when Docker itself fails.
 */
export async function askContainer(
  { docker }: Docker,
  shell: readonly string[],
  command: readonly string[],
  env: ComposeOptions['env'] = {},
): Promise<ContainerAnswer> {
  const args = [...shell, '-c', '"$@" 2>&1; echo "exit $?"', 'sh', ...command]
  const printed = await docker(args, { withinMs: 60_000, env })
  const [, words = printed, code = '1'] = /^(.*?)exit (\d+)\s*$/s.exec(printed) ?? []
  return { code: Number(code), words: words.trim() }
}
