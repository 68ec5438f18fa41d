// What a script adds to pages that work without it: focus on what must be mended, the chosen file, one click at a time.
(() => {
  const megabyte = 1024 * 1024

  const size = (bytes) =>
    bytes < megabyte
      ? `${Math.max(1, Math.round(bytes / 1024))} kB`
      : `${(bytes / megabyte).toFixed(1).replace('.', ',')} MB`

  const showChosen = (frame) => {
    frame.classList.add('is-live')
    const input = frame.querySelector('input[type="file"]')
    const chosen = frame.querySelector('[data-chosen]')
    const say = () => {
      const file = input.files[0]
      chosen.textContent = file ? `U koos ${file.name} (${size(file.size)}).` : ''
    }
    input.addEventListener('change', say)
    frame.addEventListener('dragover', () => frame.classList.add('is-over'))
    for (const end of ['dragleave', 'drop']) {
      frame.addEventListener(end, () => frame.classList.remove('is-over'))
    }
    say()
  }

  const busy = new Set()
  const free = () => {
    busy.forEach((button) => button.removeAttribute('aria-disabled'))
    busy.clear()
  }

  // The server keeps a second submit from having an effect; this keeps a person from wondering.
  const oneClick = (event) => {
    const button = event.submitter
    if (!button) return
    if (button.getAttribute('aria-disabled') === 'true') {
      event.preventDefault()
      return
    }
    button.setAttribute('aria-disabled', 'true')
    busy.add(button)
    setTimeout(free, 8000)
  }

  document.addEventListener('DOMContentLoaded', () => {
    document.querySelector('[data-first]')?.focus()
    document.querySelectorAll('[data-drop]').forEach(showChosen)
    document.querySelectorAll('form[method="post"]').forEach((form) => form.addEventListener('submit', oneClick))
  })
  window.addEventListener('pageshow', free)

  // The passkey scripts of the log-in library say this when a passkey could not be used.
  document.addEventListener('allauth.error', (event) => {
    const notice = document.querySelector('[data-passkey-trouble]')
    if (notice) {
      event.preventDefault()
      notice.hidden = false
    }
  })
})()
