import type { Docker } from './run-docker.ts'

/** What a newer image has that the one before had not. */
interface Difference {
  /** Instructions of a Dockerfile. */
  changes?: readonly string[]
  /** A program of this machine, and where it goes. */
  program?: readonly [from: string, to: string]
}

/** Gives `name` to a newer image than that of `from`, as a registry does when its tag is moved; gives the new one's id. */
export async function moveTag(
  docker: Docker,
  [from, name]: readonly [string, string],
  { changes = [], program }: Difference = {},
): Promise<string> {
  const container = (await docker('create', '--pull=never', from)).trim()
  try {
    if (program !== undefined) await docker('cp', program[0], `${container}:${program[1]}`)
    const all = [`LABEL test.made=${process.hrtime.bigint()}`, ...changes]
    return (await docker('commit', ...all.flatMap((one) => ['--change', one]), container, name)).trim()
  } finally {
    await docker('rm', '--volumes', container)
  }
}

/** An image that ends by itself, whatever it is to run. */
export const endsAtOnce: Difference = { changes: ['ENTRYPOINT ["false"]'] }
