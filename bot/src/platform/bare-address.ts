import { z } from 'zod'

/** Where another part of the installation answers. Paths are ours to add, and fetch takes no password in a URL. */
export const bareAddress = z
  .url({ protocol: /^https?$/ })
  .refine(isBare, 'must be an address alone, such as http://prometheus:9090: no path, no password')

function isBare(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { origin, href } = new URL(address)
  return href === `${origin}/`
}
