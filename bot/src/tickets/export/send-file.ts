import { TransientFault } from '../../platform/fault.ts'
import type { Api } from '../../telegram/api.ts'
import { ApiError } from '../../telegram/api-error.ts'
import { type Html, textParams } from '../../telegram/html.ts'
import type { OutboxEntry } from '../../telegram/outbox.ts'
import type { MadeFile } from './make-file.ts'

/** What is sent, and what is said when it cannot be. */
export interface FileToSend {
  make(): Promise<MadeFile>
  fileName: string
  caption(rows: number): Html
  tooLarge: Html
  failed: Html
}

/** 50 MB over a slow line. */
const uploadTimeoutMs = 180_000
/** Everything else that the person is owed waits behind the file. */
const maxUploads = 4

/** Makes the file that an entry of the outbox owes and sends it, or says why not: nobody waits for a file in vain. */
export async function sendFile(
  api: Api,
  { chatId, attempts }: OutboxEntry,
  { make, fileName, caption, tooLarge, failed }: FileToSend,
  signal: AbortSignal,
): Promise<void> {
  const say = (text: Html) => api.call('sendMessage', { chat_id: chatId, ...textParams(text) })
  try {
    const made = await make()
    if (made.kind === 'too_large') {
      await say(tooLarge)
      return
    }
    const document = { source: made.open(), filename: fileName }
    await api.call(
      'sendDocument',
      { chat_id: chatId, document, caption: caption(made.rows).html, parse_mode: 'HTML' },
      { timeoutMs: uploadTimeoutMs, signal },
    )
  } catch (error) {
    if (signal.aborted) throw new TransientFault('stopping', error)
    if (error instanceof TransientFault) throw error
    const isLast = error instanceof ApiError && isUploadFault(error) && attempts + 1 >= maxUploads
    if (error instanceof ApiError && error.kind !== 'refused' && !isLast) throw error
    // the entry goes off the queue and the error to its report
    await say(failed)
    throw isLast ? new Error('the upload of an export failed again and again', { cause: error }) : error
  }
}

function isUploadFault({ kind }: ApiError): boolean {
  return kind === 'network' || kind === 'server'
}
