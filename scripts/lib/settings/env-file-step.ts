import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding, Step } from '../steps/step.ts'
import { rightsOfOthers, writePrivateFile } from './env-file.ts'

/** .env is there, and its owner's alone. It comes before a Setup can be made. */
export function createEnvFileStep(root: string, say: (line: string) => void): Step {
  const file = join(root, '.env')

  async function look(): Promise<Finding> {
    if (!existsSync(file)) return { state: 'missing', words: 'there is no .env' }
    const rights = rightsOfOthers(file)
    if (rights === undefined) return { state: 'ready', words: '.env, readable for you alone' }
    return { state: 'missing', words: `.env is open to others (mode ${rights})` }
  }

  async function make(): Promise<Finding> {
    if (!existsSync(file)) {
      writePrivateFile(file, readFileSync(join(root, '.env.example'), 'utf8'))
      say('Made .env of .env.example')
    }
    if (rightsOfOthers(file) !== undefined) {
      chmodSync(file, 0o600)
      say('Took the rights of others off .env')
    }
    return look()
  }

  return { name: 'Settings', look, make }
}
