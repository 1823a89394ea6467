import { areExpected, expectReplicas } from '../replicas/expected-replicas.ts'
import type { Finding, Setup, Step } from '../steps/step.ts'

/** How many bots there should be, told to node-exporter. */
export function createReplicasStep(setup: Setup, replicas: number): Step {
  async function look(): Promise<Finding> {
    if (!setup.isPresent('node-exporter')) return { state: 'absent', words: 'no node-exporter' }
    if (areExpected(setup, replicas)) return { state: 'ready', words: `${replicas} expected` }
    return { state: 'missing', words: `${replicas} expected, which monitoring does not know yet` }
  }

  async function make(): Promise<Finding> {
    expectReplicas(setup, replicas)
    return look()
  }

  return { name: 'Replicas', look, make }
}
