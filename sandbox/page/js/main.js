import { createApi } from './api.js'
import { createDesk } from './desk.js'
import { createMemory } from './memory.js'
import { createStore } from './store.js'
import { createWords } from './words.js'

/** @import { Api } from './api.js' */
/** @import { Memory } from './memory.js' */
/** @import { Store } from './store.js' */
/** @import { Words } from './words.js' */

/** @typedef {{ api: Api, store: Store, memory: Memory, words: Words }} App */

const api = createApi()
const memory = createMemory(localStorage)
const words = createWords(memory.desk().language === 'en' ? 'en' : 'ru')
const store = createStore(api, memory)

document.documentElement.lang = words.language
document.title = `SchoolBot · ${words.say('appName')}`
const desk = createDesk({ api, store, memory, words })
document.querySelector('#app')?.replaceWith(desk.element)
store.onChange(desk.update)
document.addEventListener('visibilitychange', desk.update)
desk.update()
store.follow()
