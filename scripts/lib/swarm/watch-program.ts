// In a job on the stack's own network, as gate.ts starts it: WATCH is what is asked, and one line of JSON the answer.
import { readFileSync } from 'node:fs'
import { watchBots } from './watch-bots.ts'

const secret = () => readFileSync('/run/secrets/webhook_secret', 'utf8').trim()
console.log(JSON.stringify(await watchBots(JSON.parse(process.env['WATCH'] ?? ''), secret)))
