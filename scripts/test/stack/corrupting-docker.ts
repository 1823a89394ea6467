import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../../lib/processes/find-program.ts'

type Fault = 'cut' | 'flip' | 'kill'

/** A `docker` that does to the dump of the school's database what a bad machine may, and passes all else on. */
export function corruptingDocker(folder: string): Record<Fault, Record<string, string>> {
  mkdirSync(folder, { recursive: true })
  const program = join(folder, 'docker')
  const real = findProgram('docker') ?? 'docker'
  writeFileSync(
    program,
    `#!/usr/bin/env bash
if [[ $* == *pg_dump\\ --format*=schoolbot ]]; then
  case $FAULT in
    cut) ${real} "$@" | head -c 100000; exit 0 ;;
    flip) ${real} "$@" | { head -c 60000; head -c 1 | tr '\\000-\\377' '\\001-\\377\\000'; cat; }; exit 0 ;;
    kill) ${real} "$@" | head -c 50000; kill -9 $$ ;;
  esac
fi
exec ${real} "$@"
`,
  )
  chmodSync(program, 0o755)
  const env = (fault: Fault) => ({ PATH: `${folder}:${process.env['PATH']}`, FAULT: fault })
  return { cut: env('cut'), flip: env('flip'), kill: env('kill') }
}
