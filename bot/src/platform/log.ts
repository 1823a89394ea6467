import pino from 'pino'
import { describeError } from './describe-error.ts'

export type Log = pino.Logger

/**
 * JSON lines to `destination`. Message texts and names are never passed to it; the paths below are a second line of
 * defence, and an error is reduced to what cannot hold data of people.
 */
export function createLog(options: {
  level: string
  instance: string
  destination: pino.DestinationStream
}): Log {
  return pino(
    {
      level: options.level,
      base: { instance: options.instance },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      redact: {
        paths: [
          'token',
          '*.token',
          'authorization',
          '*.authorization',
          'secret',
          '*.secret',
          'password',
          '*.password',
          'text',
          '*.text',
        ],
        censor: '[redacted]',
      },
    },
    options.destination,
  )
}
