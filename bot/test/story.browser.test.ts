import { test } from 'node:test'
import { needsChromium } from './chat-page.ts'
import { playStory } from './play-story.ts'

test('a whole school is played on a laptop, phones side by side', needsChromium, () =>
  playStory({ width: 1440, height: 900, language: 'ru', name: 'laptop' }),
)
