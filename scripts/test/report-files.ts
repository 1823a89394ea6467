// Runs test files and prints what the reporter prints, then what it counted. A program of its own,
// because node:test does not start a run from within a test.
import { basename } from 'node:path'
import { run } from 'node:test'
import { reportTests, startReport } from '../lib/tests/test-reporter.ts'

const files = process.argv.slice(2)
const report = startReport()
await reportTests(run({ files, timeout: 2_000 }), report, (file) => basename(file), console.log)
console.log(JSON.stringify({ ...report.outcome, running: report.running.size }))
