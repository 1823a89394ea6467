import { setFlagsFromString } from 'node:v8'

/**
 * The parser of Postgres. Its grammar is one vast function, which V8 would optimise after a few statements, and take 560 MB
 * for it. What the quick compiler makes of it reads all our files in a tenth of a second: so only function 0 may be
 * optimised, which is none of its own.
 */
export async function loadParser() {
  setFlagsFromString('--wasm-tier-up-filter=0')
  return import('libpg-query')
}
