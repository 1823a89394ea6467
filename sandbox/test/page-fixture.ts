import assert from 'node:assert/strict'
import { chromium, type Locator, type Page } from 'playwright-core'
import { type Fixture, openSandbox } from './sandbox-fixture.ts'

const executablePath = process.env['CHROMIUM_PATH']

/** For `test`'s options: without a browser the page cannot be tried. */
export const needsChromium = {
  skip: executablePath ? false : (process.env['CHROMIUM_MISSING'] ?? 'no CHROMIUM_PATH'),
}

export type PageFixture = AsyncDisposable & {
  box: Fixture
  page: Page
  phone(personId: number): Locator
}

/** A sandbox and its page in a browser of its own; leaving it asserts that the browser had nothing to complain of. */
export async function openPage(options: { width?: number; height?: number } = {}): Promise<PageFixture> {
  const { width = 1440, height = 900 } = options
  await using started = new AsyncDisposableStack()
  const box = started.use(await openSandbox())
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args })
  started.defer(() => browser.close())
  const page = await browser.newPage({ viewport: { width, height }, locale: 'ru-RU' })
  const complaints = listenForComplaints(page, box.url)
  page.setDefaultTimeout(30_000)
  await page.goto(box.url)
  await page
    .getByTestId('desk')
    .waitFor()
    .catch((cause: unknown) => {
      throw new Error(`the page did not come up: ${complaints.join('; ')}`, { cause })
    })
  const opened = started.move()
  return {
    box,
    page,
    phone: (personId) => page.locator(`[data-testid="phone"][data-person-id="${personId}"]`),
    async [Symbol.asyncDispose]() {
      await opened.disposeAsync()
      assert.deepEqual(complaints, [])
    },
  }
}

/** Gathers errors and warnings of the page and requests to anything but the sandbox. */
function listenForComplaints(page: Page, origin: string): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${origin}/`) && !/^(?:blob|data):/.test(url)) complaints.push(url)
  })
  return complaints
}

/** Adds a person who has already written to the bot, and gives the phone. */
export async function startedPhone({ box, phone }: PageFixture, firstName: string) {
  const person = await box.driver.person({ firstName })
  await person.send('/start')
  const shown = phone(person.id)
  await shown.getByTestId('message').first().waitFor()
  return { person, shown }
}
