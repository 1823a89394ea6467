import { projectName } from './leftovers.ts'
import type { Docker } from './run-docker.ts'
import type { Container, Stack } from './stack.ts'

/** Somebody who has an address in a network until he is disposed, and does nothing else. */
export interface Occupant extends AsyncDisposable {
  address: string
}

/** Docker gives him the lowest address that is free. */
export async function occupyLowest({ docker }: Pick<Stack, 'docker'>, network: string): Promise<Occupant> {
  // removed as a leftover when this process is killed
  const place = ['--network', network, '--label', `com.docker.compose.project=${projectName}`]
  const sleep = ['--entrypoint', 'sleep', `schoolbot/bot:${projectName}`, '300']
  const id = (await docker('run', '--detach', ...place, ...sleep)).trim()
  const { NetworkSettings } = await containerById(docker, id)
  return {
    address: NetworkSettings.Networks[network]?.IPAddress ?? '',
    [Symbol.asyncDispose]: async () => void (await docker('rm', '--force', id)),
  }
}

/** Has somebody at an address, and at all that are lower, unless others have them by now. */
export async function occupy(
  stack: Pick<Stack, 'docker'>,
  network: string,
  address: string,
): Promise<AsyncDisposable> {
  await using occupants = new AsyncDisposableStack()
  for (let tries = 0; tries < 20; tries++) {
    const occupant = occupants.use(await occupyLowest(stack, network))
    if (numberOf(occupant.address) >= numberOf(address)) return occupants.move()
  }
  throw new Error(`${address} of ${network} could not be had`)
}

const numberOf = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

export async function containerById(docker: Docker, id: string): Promise<Container> {
  const [found]: Container[] = JSON.parse(await docker('inspect', id))
  if (found === undefined) throw new Error(`no container ${id}`)
  return found
}
