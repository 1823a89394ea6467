import type { Settings } from '../steps/step.ts'

/** What .env or the shell turns off with false; on without a word. */
export const isWished = (env: Settings['env'], name: 'RUN_TESTS' | 'BACKUP_BEFORE_DEPLOY') =>
  env[name]?.trim() !== 'false'
