/** Outline icons on a 24 by 24 grid. */
const paths = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  plus: 'M12 5v14M5 12h14',
  send: 'M5 12l-1-7 17 7-17 7 1-7zm0 0h8',
  attach: 'M20 11.5l-8 8a5 5 0 01-7-7l8.5-8.5a3.4 3.4 0 015 5L10 17.3a1.7 1.7 0 01-2.5-2.4l7.5-7.4',
  photo: 'M4 6h16v13H4zM4 16l5-5 4 4 2-2 5 4M15.5 10v.01',
  sample: 'M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8zM19 17v3M17.5 18.5h3',
  file: 'M7 3h7l5 5v13H7zM14 3v5h5',
  voice: 'M12 4a3 3 0 013 3v4a3 3 0 01-6 0V7a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v4',
  place: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0113 0c0 5-6.5 11-6.5 11zM12 10v.01',
  contact: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20a7.5 7.5 0 0115 0',
  keyboard: 'M3 6h18v12H3zM7 10v.01M11 10v.01M15 10v.01M7.5 14.5h9M18 10v.01',
  menu: 'M5 7h14M5 12h14M5 17h9',
  reply: 'M9 7L4 12l5 5M4 12h9a7 7 0 017 7',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  block: 'M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM6 6l12 12',
  link: 'M10 14a4 4 0 006 0l3-3a4 4 0 00-6-6l-1 1M14 10a4 4 0 00-6 0l-3 3a4 4 0 006 6l1-1',
  share: 'M4 12v7h16v-7M12 15V4M8 8l4-4 4 4',
  down: 'M6 9l6 6 6-6',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  open: 'M8 8h8v8M16 8L7 17',
  calls: 'M8 8l-4 4 4 4M16 8l4 4-4 4M13.5 5l-3 14',
  hide: 'M4 4l16 16M9.5 5.6A10 10 0 0121 12a14 14 0 01-2.5 3.3M6 7.5A14 14 0 003 12a10 10 0 0012.5 5.9M10 10a3 3 0 004 4',
  people:
    'M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 19a6.5 6.5 0 0113 0M16 4.5a3.5 3.5 0 010 6M18 14a6.5 6.5 0 013.5 5',
  topic: 'M5 9h14M5 15h14M10 4L8 20M16 4l-2 16',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  globe: 'M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM3.5 12h17M12 3.5c3 3 3 14 0 17M12 3.5c-3 3-3 14 0 17',
  smile: 'M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM8.5 14a4 4 0 007 0M9 9.5v.01M15 9.5v.01',
}

/** @typedef {keyof typeof paths} IconName */

/**
 * An icon for the eye only; its button carries the words.
 * @param {IconName} name
 */
export function icon(name) {
  const namespace = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('class', `icon icon-${name}`)
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(namespace, 'path')
  path.setAttribute('d', paths[name])
  svg.append(path)
  return svg
}
