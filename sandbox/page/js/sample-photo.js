/**
 * Draws a small classroom with a broken screen, for those who have no picture at hand. The colours differ each time.
 * @returns {Promise<File>}
 */
export async function samplePhoto() {
  const canvas = document.createElement('canvas')
  canvas.width = 960
  canvas.height = 720
  const paint = canvas.getContext('2d')
  if (!paint) throw new Error('no canvas')
  const hue = Math.floor(Math.random() * 360)
  /**
   * @param {string} colour
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {number} [radius]
   */
  const box = (colour, x, y, width, height, radius = 0) => {
    paint.fillStyle = colour
    paint.beginPath()
    paint.roundRect(x, y, width, height, radius)
    paint.fill()
  }
  box(`hsl(${hue} 30% 86%)`, 0, 0, 960, 720)
  box(`hsl(${hue} 22% 74%)`, 0, 520, 960, 200)
  box('#fdfdf8', 70, 70, 190, 250, 6)
  box(`hsl(${(hue + 160) % 360} 55% 80%)`, 85, 85, 160, 220)
  box('#3a4047', 330, 110, 480, 310, 18)
  box(`hsl(${(hue + 200) % 360} 60% 42%)`, 350, 130, 440, 270, 6)
  box('#3a4047', 545, 420, 50, 80)
  box('#2c3137', 480, 492, 180, 18, 9)
  box('#a9793f', 210, 508, 700, 34, 8)
  box('#8a6130', 250, 542, 34, 178)
  box('#8a6130', 836, 542, 34, 178)
  box('#e9e9ee', 260, 482, 130, 26, 8)
  paint.fillStyle = 'rgb(255 255 255 / 90%)'
  paint.font = '120px sans-serif'
  paint.fillText(':(', 390, 300)
  paint.font = '34px sans-serif'
  paint.fillText('ERROR 0x0000', 390, 360)
  const { promise, resolve } = Promise.withResolvers()
  canvas.toBlob(resolve, 'image/jpeg', 0.85)
  return new File([await promise], 'classroom.jpg', { type: 'image/jpeg' })
}
