/** All of it, or undefined when there is more than `maxBytes`: the rest is not read. No body is an empty one. */
export async function readAtMost(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // leaving the loop ends the connection
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes > maxBytes) return undefined
  }
  return Buffer.concat(chunks)
}
