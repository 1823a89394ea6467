import type { Docker } from '../compose/docker.ts'

/** A container of a service, on one of the machines, as a manager knows it. */
export interface Task {
  id: string
  /** With its number and its machine. */
  name: string
  image: string
  container: string
  /** In the network `app`; empty when it has none. */
  address: string
  /** Whether it asks Telegram for updates; otherwise they come by nginx. */
  polls: boolean
}

interface Inspected {
  ID: string
  Spec: { ContainerSpec: { Image: string; Env?: string[] } }
  Status: { State: string; ContainerStatus?: { ContainerID: string } }
  NetworksAttachments?: { Network: { Spec: { Name: string } }; Addresses?: string[] }[]
}

/** Those that run. */
export async function runningTasks({ docker }: Docker, stack: string, service: string): Promise<Task[]> {
  const format = '{{.ID}} {{.Name}} {{.Node}}'
  const wanted = ['--no-trunc', '--filter', 'desired-state=running', '--format', format]
  const listed = await docker(['service', 'ps', ...wanted, `${stack}_${service}`])
  const lines = listed
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '))
  if (lines.length === 0) return []
  const ids = lines.map(([id = '']) => id)
  const inspected: Inspected[] = JSON.parse(await docker(['inspect', '--type', 'task', ...ids]))
  return inspected
    .filter(({ Status }) => Status.State === 'running')
    .map((task) => {
      const [, name = '', node = ''] = lines.find(([id]) => id === task.ID) ?? []
      return taskOf(task, { name: nameOf(name, { stack, service, node }), network: `${stack}_app` })
    })
}

/** A service that is everywhere has no numbers, but the ids of machines. */
function nameOf(name: string, { stack, service, node }: { stack: string; service: string; node: string }) {
  const [, number] = new RegExp(`^${stack}_${service}\\.(\\d+)$`).exec(name) ?? []
  return `${service}${number === undefined ? '' : `.${number}`} on ${node}`
}

function taskOf(task: Inspected, { name, network }: { name: string; network: string }): Task {
  const { ContainerSpec } = task.Spec
  const attached = task.NetworksAttachments?.find((one) => one.Network.Spec.Name === network)
  const [address = ''] = (attached?.Addresses?.[0] ?? '').split('/')
  return {
    ...{ id: task.ID, name, image: ContainerSpec.Image, address },
    container: task.Status.ContainerStatus?.ContainerID ?? '',
    polls: !(ContainerSpec.Env ?? []).includes('TELEGRAM_MODE=webhook'),
  }
}
