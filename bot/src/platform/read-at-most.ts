/** The whole body of an answer, or undefined when there is more of it than `maxBytes`: the rest is not fetched. */
export async function readAtMost(response: Response, maxBytes: number): Promise<Buffer | undefined> {
  const body: AsyncIterable<Uint8Array> | Uint8Array[] = response.body ?? []
  const chunks: Uint8Array[] = []
  let bytes = 0
  // leaving the loop ends the connection
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes > maxBytes) return undefined
  }
  return Buffer.concat(chunks)
}
