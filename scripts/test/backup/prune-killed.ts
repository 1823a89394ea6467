// node prune-killed.ts FOLDER: prunes as of 30 November 2026, and is killed on the way by SCHOOLBOT_FAILPOINT.
import { pruneBackups } from '../../lib/backup/prune.ts'

const keep = { timezone: 'UTC', keepDays: 3, keepWeeks: 0, keepMonths: 0 }
pruneBackups(process.argv[2] ?? '', { now: new Date('2026-11-30T09:00:00Z'), ...keep })
