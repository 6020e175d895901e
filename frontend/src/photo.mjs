// Makes a photo smaller before it is sent: 3 MB over 50 kbit/s are eight minutes. It is made what the server
// keeps of a photo anyway (evidence/cleaning.py), so nothing is lost that would be looked at. What the browser
// cannot open, or what is small, goes as it is.
const LONGEST = 2400 // pixels
const SMALL_ENOUGH = 500_000 // bytes
const QUALITY = 0.82

async function smaller(file) {
  if (!file || !file.type.startsWith('image/') || file.size <= SMALL_ENOUGH) return null
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  const pen = canvas.getContext('2d')
  // What is see-through is paper, and would be black in a JPEG.
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const made = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  return made && made.size < file.size ? new File([made], 'photo.jpg', { type: 'image/jpeg' }) : null
}

for (const input of document.querySelectorAll('input[type=file][data-smaller]')) {
  const said = document.createElement('p')
  said.setAttribute('role', 'status')
  if (input.dataset.lang) said.lang = input.dataset.lang
  input.after(said)
  input.addEventListener('change', async () => {
    said.textContent = said.className = ''
    const chosen = input.files[0]
    const made = await smaller(chosen).catch(() => null)
    // Another may have been chosen meanwhile.
    if (!made || input.files[0] !== chosen) return
    const files = new DataTransfer()
    files.items.add(made)
    input.files = files.files
    said.className = 'govuk-hint'
    said.textContent = input.dataset.smaller.replace('{size}', (made.size / 1e6).toFixed(1))
  })
}
