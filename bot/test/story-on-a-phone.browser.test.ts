import { test } from 'node:test'
import { needsChromium } from './chat-page.ts'
import { playStory } from './play-story.ts'

test('a whole school is played at the width of a phone', needsChromium, () =>
  playStory({ width: 390, height: 844, language: 'ru', name: 'phone' }),
)
