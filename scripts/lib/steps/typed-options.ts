import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from './exit-code.ts'

/** What was typed after the name of a script, as parseArgs has it; throws a UsageError in one line. */
export function typedOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Node explains at length how to write a file whose name begins with a dash
    const [words = ''] = error.message.split(/\. |\n/)
    throw new UsageError(`${words.replace(/^Unknown option/, 'unknown option')} (see --help)`)
  }
}
