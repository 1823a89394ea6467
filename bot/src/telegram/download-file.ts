import type { Metrics } from '../platform/metrics.ts'
import { readAtMost } from '../platform/read-at-most.ts'
import type { Secret } from '../platform/secret.ts'
import type { Api } from './api.ts'
import { ApiError, type ApiErrorKind } from './api-error.ts'

export interface DownloadOptions {
  maxBytes: number
  signal: AbortSignal
}

export type Downloaded = { kind: 'file'; bytes: Buffer } | { kind: 'too_large' }

/** Fetches a file that a person sent. Fails with an ApiError, as every call does. */
export type DownloadFile = (fileId: string, options: DownloadOptions) => Promise<Downloaded>

export interface DownloadDeps {
  api: Api
  token: Secret
  /** With a slash at the end. */
  apiRoot: string
  metrics: Metrics
}

const timeoutMs = 30_000

export function createDownloadFile({ api, token, apiRoot, metrics }: DownloadDeps): DownloadFile {
  async function fetchBytes(path: string, { maxBytes, signal }: DownloadOptions): Promise<Downloaded> {
    const url = new URL(`file/bot${token.reveal()}/${path}`, apiRoot)
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) })
    if (!response.ok) {
      await response.body?.cancel()
      throw new ApiError(method, kindOf(response.status), { code: response.status })
    }
    const bytes = await readAtMost(response.body, maxBytes)
    return bytes === undefined ? { kind: 'too_large' } : { kind: 'file', bytes }
  }

  return async (fileId, options) => {
    const { signal, maxBytes } = options
    const file = await api.call<{ file_path?: string; file_size?: number }>(
      'getFile',
      { file_id: fileId },
      { signal },
    )
    if ((file.file_size ?? 0) > maxBytes) return { kind: 'too_large' }
    if (file.file_path === undefined) throw new ApiError(method, 'refused')
    try {
      const downloaded = await fetchBytes(file.file_path, options)
      metrics.telegramCalls.inc({ method, result: 'ok' })
      return downloaded
    } catch (error) {
      // what the network threw stays here: it may quote the address, which has the token in it
      const failure = error instanceof ApiError ? error : new ApiError(method, 'network')
      metrics.telegramCalls.inc({ method, result: failure.kind })
      throw failure
    }
  }
}

/** As metrics and logs call it: the Bot API has no name for it. */
const method = 'file'

function kindOf(status: number): ApiErrorKind {
  if (status === 401) return 'unauthorized'
  if (status === 429) return 'flood'
  // a file whose time is over is looked up anew by the next try
  return status >= 500 || status === 404 ? 'server' : 'refused'
}
