import type { Locator, Page } from 'playwright-core'

/** One person's phone on the page. Everything waits for what it needs and fails when it does not come. */
export interface Phone {
  /** The message of the bot that has these words, the newest if there are several. */
  sees(...words: (string | RegExp)[]): Promise<string>
  /** A photo from the bot, loaded. */
  seesPhoto(): Promise<void>
  /** Presses the newest button with this label, and waits until the bot has answered. */
  press(label: string, ...onMessage: (string | RegExp)[]): Promise<void>
  /** Presses a key of the keyboard under the input. */
  key(label: string): Promise<void>
  write(text: string): Promise<void>
  /** Takes a picture with the camera and sends it. */
  sendPhoto(caption?: string): Promise<void>
  /** «Start» in a chat that was never opened. */
  start(): Promise<void>
  /** Opens a link to the bot that somebody passed on. */
  openLink(link: string): Promise<void>
}

export function createPhone(page: Page, personId: number): Phone {
  const phone = page.locator(`[data-testid="phone"][data-person-id="${personId}"]`)

  /** On a narrow screen one phone is in sight, and the people above switch it. */
  async function inHand(): Promise<Locator> {
    await phone.waitFor({ state: 'attached' })
    if (!(await phone.isVisible())) {
      await page.locator(`[data-testid="person"][data-person-id="${personId}"]`).click()
    }
    return phone
  }

  function message(words: readonly (string | RegExp)[]): Locator {
    const all = phone.locator('[data-testid="message"]:not([data-from="own"])')
    // in its own words: a photo quotes the card it belongs to
    return words
      .reduce((found, hasText) => found.filter({ has: page.getByTestId('text').filter({ hasText }) }), all)
      .last()
  }

  async function write(text: string): Promise<void> {
    const hand = await inHand()
    await hand.getByTestId('composer-input').fill(text)
    await hand.getByTestId('send').click()
  }

  return {
    write,
    async sees(...words) {
      await inHand()
      const found = message(words)
      await found.waitFor()
      return found.innerText()
    },
    async press(label, ...onMessage) {
      await inHand()
      const buttons = onMessage.length > 0 ? message(onMessage) : phone
      const button = buttons.getByTestId('inline-button').filter({ hasText: label }).last()
      await button.click()
      await phone.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
    },
    async key(label) {
      const hand = await inHand()
      const key = hand.getByTestId('reply-key').filter({ hasText: label })
      // a keyboard that is just coming is shown by itself: the toggle would hide it
      await key.waitFor({ state: 'attached' })
      if (!(await key.isVisible())) await hand.getByTestId('keyboard-toggle').click()
      await key.click()
    },
    async sendPhoto(caption = '') {
      const hand = await inHand()
      await hand.getByTestId('attach').click()
      await hand.getByTestId('attach-sample').click()
      await hand.getByTestId('staged').waitFor()
      if (caption !== '') await hand.getByTestId('composer-input').fill(caption)
      await hand.getByTestId('send').click()
    },
    async start() {
      const hand = await inHand()
      await hand.getByTestId('start').click()
    },
    async openLink(link) {
      const hand = await inHand()
      await hand.getByTestId('phone-menu').click()
      await page.getByTestId('open-link').click()
      const dialog = page.getByTestId('link-dialog')
      await dialog.locator('input').fill(link)
      await dialog.getByTestId('submit').click()
    },
    async seesPhoto() {
      await inHand()
      const photo = message([]).getByTestId('photo').locator('img')
      await photo.waitFor()
      await photo.evaluate((image) => image.decode())
    },
  }
}
