import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { createPhone, type Phone } from './phone.ts'
import type { School } from './school.ts'

const executablePath = process.env['CHROMIUM_PATH']
const screenshots = process.env['STORY_SCREENSHOTS']

/** For `test`'s options: without a browser the page cannot be tried. */
export const needsChromium = {
  skip: executablePath ? false : (process.env['CHROMIUM_MISSING'] ?? 'no CHROMIUM_PATH'),
}

export interface ChatPageOptions {
  width: number
  height: number
  language: 'ru' | 'en'
  /** The folder of this page's pictures within STORY_SCREENSHOTS. */
  name: string
}

/** The sandbox's page of phones in a browser; leaving it asserts that the browser had nothing to complain of. */
export interface ChatPage extends AsyncDisposable {
  language: 'ru' | 'en'
  phone(personId: number): Phone
  /** Makes a picture when STORY_SCREENSHOTS names a folder for them. */
  picture(name: string): Promise<void>
}

export async function openChatPage(school: School, options: ChatPageOptions): Promise<ChatPage> {
  await using started = new AsyncDisposableStack()
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args })
  started.defer(() => browser.close())
  const page = await openPage(browser, options)
  const complaints = listenForComplaints(page)
  await page.goto(school.sandbox.url)
  await page
    .getByTestId('desk')
    .waitFor()
    .catch((cause: unknown) => {
      throw new Error(`the page did not come up: ${complaints.join('; ')}`, { cause })
    })
  const folder = screenshots && join(screenshots, options.name)
  if (folder) mkdirSync(folder, { recursive: true })
  let pictures = 0
  const opened = started.move()
  return {
    language: options.language,
    phone: (personId) => createPhone(page, personId),
    async picture(name) {
      if (!folder) return
      const number = String(++pictures).padStart(2, '0')
      await page.screenshot({ path: join(folder, `${number}-${name}.png`), animations: 'disabled' })
    },
    async [Symbol.asyncDispose]() {
      await opened.disposeAsync()
      assert.deepEqual(complaints, [])
    },
  }
}

async function openPage(browser: Browser, { width, height, language }: ChatPageOptions): Promise<Page> {
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB'
  const page = await browser.newPage({ viewport: { width, height }, locale, reducedMotion: 'reduce' })
  // the longest wait for one thing, on a machine that is busy with other tests
  page.setDefaultTimeout(30_000)
  await page.addInitScript(
    `localStorage.setItem('schoolbot-sandbox:desk', JSON.stringify({ language: '${language}', hintClosed: true }))`,
  )
  return page
}

function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return complaints
}
