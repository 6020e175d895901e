// Builds the pages' styles, script and pictures into the package, under names that carry their content's
// hash, with a manifest and ready-compressed copies. Nothing is done when nothing that is read has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const source = join(here, 'src')
const office = join(here, '..', 'commonweal', 'office')
const built = join(office, 'static', 'built')
const manifestPath = join(built, 'manifest.json')

const filesUnder = (folder, wanted) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter(wanted)
    .sort()

// A rule is kept when a template, or Python that makes HTML, names its class.
const templates = filesUnder(office, (path) => path.includes(`${sep}jinja2${sep}`) && path.endsWith('.html'))
const inputs = [
  ...filesUnder(source, () => true),
  ...templates,
  join(here, 'package-lock.json'),
  fileURLToPath(import.meta.url)
]
const fingerprint = createHash('sha256')
for (const path of inputs) fingerprint.update(relative(here, path)).update('\0').update(readFileSync(path))
const madeFrom = fingerprint.digest('hex')

if (existsSync(manifestPath)) {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
  const present = Object.values(manifest.files).every((name) => existsSync(join(built, name)))
  if (manifest.madeFrom === madeFrom && present) process.exit(0)
}

const [{ compile, NodePackageImporter }, { build, transform }, { PurgeCSS }, { default: rtlcss }] = await Promise.all([
  import('sass'),
  import('esbuild'),
  import('purgecss'),
  import('rtlcss')
])

const classNames = (text) => text.match(/[A-Za-z0-9_-]+/g) ?? []
// Put on by the script, or put together by a template (govuk-{{ kind }}__hint), so found whole in none.
const putTogether = [
  'js-enabled',
  'govuk-frontend-supported',
  /^govuk-character-count/,
  /^govuk-error-message/,
  /^govuk-(radios|checkboxes)__(hint|item|input|label|divider)/,
  /^govuk-input--width-/,
  /^govuk-table__(cell|header)--/
]

// Evidence, helping and telling have pages for both: the public's are those in the public's frame, and its parts.
const ofThePublic = /[/\\](applying|equality|pages|paper|places|returning|signing_in|status)[/\\]jinja2[/\\]|[/\\]helping[/\\](helper|together)\.html$/
const inItsFrame = (path) => readFileSync(path, 'utf8').includes('{% extends "pages/layout.html" %}')
const forStaff = (path) => path.endsWith('staff.html') || !(ofThePublic.test(path) || inItsFrame(path))

async function style(name, content) {
  const { css } = compile(join(source, name), {
    loadPaths: [join(here, 'node_modules')],
    importers: [new NodePackageImporter(here)],
    quietDeps: true
  })
  const [purged] = await new PurgeCSS().purge({
    content,
    css: [{ raw: css }],
    defaultExtractor: classNames,
    safelist: putTogether,
    keyframes: true
  })
  return (await transform(purged.css, { loader: 'css', minify: true, target: ['chrome90', 'safari14'] })).code
}

async function script(name) {
  const made = await build({
    entryPoints: [join(source, name)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2020'],
    write: false,
    logLevel: 'error'
  })
  return made.outputFiles[0].text
}

const forThePublic = templates.filter((path) => !forStaff(path))
const publicStyle = await style('public.scss', forThePublic)
const made = {
  'public.css': publicStyle,
  // For languages that are written from right to left: the same style, mirrored, and what only they need.
  'public-rtl.css': rtlcss.process(publicStyle) + await style('right_to_left.scss', forThePublic),
  'staff.css': await style('staff.scss', templates),
  'public.js': await script('public.mjs'),
  'staff.js': await script('staff.mjs'),
  'together.js': await script('together.mjs'),
  'sending.js': await script('sending.mjs'),
  'photo.js': await script('photo.mjs'),
  'favicon.svg': readFileSync(join(source, 'images', 'favicon.svg'), 'utf8')
}

mkdirSync(built, { recursive: true })
const files = {}
for (const [name, text] of Object.entries(made)) {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const dot = name.lastIndexOf('.')
  const hashed = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`
  const bytes = Buffer.from(text)
  writeFileSync(join(built, hashed), bytes)
  writeFileSync(join(built, `${hashed}.br`), brotliCompressSync(bytes))
  writeFileSync(join(built, `${hashed}.gz`), gzipSync(bytes, { level: 9 }))
  files[name] = hashed
}
// A site that is running, or a page that is open, may still ask for yesterday's files: they go after a day.
const current = new Set(Object.values(files).flatMap((name) => [name, `${name}.br`, `${name}.gz`]))
for (const name of readdirSync(built)) {
  const path = join(built, name)
  if (name !== 'manifest.json' && !current.has(name) && Date.now() - statSync(path).mtimeMs > 86_400_000) rmSync(path)
}
const manifestWaiting = `${manifestPath}.${process.pid}`
writeFileSync(manifestWaiting, JSON.stringify({ madeFrom, files }, null, 2) + '\n')
renameSync(manifestWaiting, manifestPath)
